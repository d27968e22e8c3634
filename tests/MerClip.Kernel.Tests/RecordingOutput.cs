using System.Text;
using MerClip.Kernel.Display;

namespace MerClip.Kernel.Tests;

/// <summary>Keeps what a cell puts out.</summary>
sealed class RecordingOutput : ICellOutput
{
    public StringBuilder Text { get; } = new();
    public List<MimeBundle> Displays { get; } = [];
    public List<(string Id, MimeBundle Data)> Updates { get; } = [];
    public MimeBundle? Value { get; private set; }
    public string? Paged { get; private set; }

    public int ExecutionCount => 1;
    public string Code { get; init; } = "";

    public void Stream(string name, string text)
    {
        lock (Text) Text.Append(text);
    }

    public void Display(MimeBundle data, string? displayId) => Displays.Add(data);
    public void Update(MimeBundle data, string displayId) => Updates.Add((displayId, data));
    public void Result(MimeBundle data) => Value = data;
    public void Clear(bool wait) => Displays.Clear();
    public void Page(string text) => Paged = text;
    public string ReadLine(string prompt, bool password) => "input";
}
