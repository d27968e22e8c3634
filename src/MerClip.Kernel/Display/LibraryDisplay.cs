namespace MerClip.Kernel.Display;

/// <summary>
/// Lets a library show progress, or anything else that changes, without referencing the kernel: it takes
/// <c>AppContext.GetData("NotebookDisplay")</c> as an <c>Action&lt;string, string, string&gt;</c> of id, MIME type and
/// content. An id that is new to the running cell is shown under it; from then on it is updated in place. Content of the
/// type <c>application/vnd.plotly.v1+json</c> is a figure, shown as a chart that moves. Elsewhere than in a notebook there
/// is no such data, and the library writes to the console.
/// </summary>
static class LibraryDisplay
{
    const string Name = "NotebookDisplay";

    /// <summary>Where each id was shown last, and the chart's own id in the page if it is one.</summary>
    static readonly Dictionary<string, (int Cell, string? Chart)> Shown = [];

    static readonly Lock Gate = new();

    public static void Install() => AppContext.SetData(Name, (Action<string, string, string>)Show);

    static void Show(string id, string mimeType, string content)
    {
        if (CellScope.Current is not { } cell) return;
        lock (Gate) // two threads' states of one chart come one after the other
        {
            bool isNew = !Shown.TryGetValue(id, out var shown) || shown.Cell != cell.ExecutionCount;
            var (script, bundle, chart) = Bundle(mimeType, content, isNew ? null : shown.Chart);
            Shown[id] = (cell.ExecutionCount, chart);
            if (script is not null) cell.Display(script, null);
            if (isNew) cell.Display(bundle, id);
            else cell.Update(bundle, id);
        }
    }

    static (MimeBundle? Script, MimeBundle Shown, string? Chart) Bundle(string mimeType, string content, string? chart)
    {
        if (mimeType == ChartBundle.PlotlyJson) return ChartBundle.Of(content, chart);
        var bundle = MimeBundle.Of(mimeType, content);
        if (mimeType != MimeBundle.Plain) bundle[MimeBundle.Plain] = MimeBundle.WellFormed(BundleMaker.TextOf(content));
        return (null, bundle, null);
    }
}
