namespace MerClip.Studies;

/// <summary>
/// Something on the page that changes. In a notebook it stands under the running cell and is updated in place; the kernel gives a
/// function for that by a name, so that the library knows of no notebook. Elsewhere texts go to standard error.
/// </summary>
/// <param name="id">What tells it from others of the process.</param>
sealed class LiveOutput(string id)
{
    const string Hook = "NotebookDisplay";

    static int count;

    static Action<string, string, string>? Notebook => AppContext.GetData(Hook) as Action<string, string, string>;

    /// <summary>One that is like no other.</summary>
    public static LiveOutput New() => new($"live-{Interlocked.Increment(ref count)}");

    /// <summary>Shows a line of text.</summary>
    public void Text(string text)
    {
        if (Notebook is { } show) show(id, "text/plain", text);
        else Console.Error.WriteLine(text);
    }

    /// <summary>Shows a chart, in a notebook only.</summary>
    /// <param name="figure">Plotly's JSON of it; made only if there is somebody to see it.</param>
    public void Chart(Func<string> figure) => Notebook?.Invoke(id, "application/vnd.plotly.v1+json", figure());
}
