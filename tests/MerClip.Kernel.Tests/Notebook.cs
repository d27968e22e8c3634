using MerClip.Kernel.Display;
using MerClip.Kernel.Scripting;

namespace MerClip.Kernel.Tests;

/// <summary>A session that tests run cells on.</summary>
sealed class Notebook
{
    public NotebookSession Session { get; } = new();

    /// <summary>Runs a cell that must succeed.</summary>
    public RecordingOutput Run(string code)
    {
        var output = new RecordingOutput { Code = code };
        var failure = Session.Execute(code, output, new Interruption());
        Assert.True(failure is null, failure is null ? "" : string.Join('\n', failure.Traceback));
        return output;
    }

    /// <summary>The plain text of a cell's result.</summary>
    public string Text(string code) => (string)Run(code).Value![MimeBundle.Plain]!;

    /// <summary>The HTML of a cell's result.</summary>
    public string Html(string code) => (string)Run(code).Value![MimeBundle.Html]!;

    /// <summary>Runs a cell that must fail.</summary>
    public CellFailure Fail(string code) =>
        Session.Execute(code, new RecordingOutput(), new Interruption()) ?? throw new Xunit.Sdk.XunitException("the cell did not fail");
}
