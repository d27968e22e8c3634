namespace MerClip.Kernel.Display;

/// <summary>Where a running cell's output goes, and where its input comes from.</summary>
interface ICellOutput
{
    /// <summary>The notebook's number of the cell.</summary>
    int ExecutionCount { get; }

    /// <summary>The cell as it was sent.</summary>
    string Code { get; }

    void Stream(string name, string text);
    void Display(MimeBundle data, string? displayId);
    void Update(MimeBundle data, string displayId);
    void Result(MimeBundle data);
    void Clear(bool wait);

    /// <summary>Opens a text in the front end's pager.</summary>
    void Page(string text);

    /// <summary>Asks the front end for a line; throws where it cannot be asked.</summary>
    string ReadLine(string prompt, bool password);
}
