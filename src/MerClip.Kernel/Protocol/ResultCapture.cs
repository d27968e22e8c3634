using MerClip.Kernel.Display;

namespace MerClip.Kernel.Protocol;

/// <summary>Keeps a result instead of showing it, and drops all other output.</summary>
sealed class ResultCapture(int executionCount) : ICellOutput
{
    public int ExecutionCount => executionCount;
    public string Code => "";
    public MimeBundle? Value { get; private set; }

    public void Result(MimeBundle data) => Value = data;

    public void Stream(string name, string text) { }
    public void Display(MimeBundle data, string? displayId) { }
    public void Update(MimeBundle data, string displayId) { }
    public void Clear(bool wait) { }
    public void Page(string text) { }

    public string ReadLine(string prompt, bool password) => throw new InvalidOperationException("an expression cannot take input");
}
