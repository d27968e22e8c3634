using MerClip.Charts;

namespace MerClip.Report;

/// <summary>A report: one HTML file that needs nothing but a browser, no network either.</summary>
public static class ReportFile
{
    // What the file may do, as the browser enforces it: run its own code, and fetch nothing.
    const string Policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:";

    /// <summary>Writes a report, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What it shows.</param>
    /// <exception cref="ArgumentException">There is no run, or a comparison without results.</exception>
    public static void Write(string path, ReportContent content)
    {
        if (content.Runs.Count == 0) throw new ArgumentException("a report needs a run", nameof(content));
        if (content.Comparisons.FirstOrDefault(c => c.Results.Count == 0) is { } empty)
            throw new ArgumentException($"'{empty.Title}' compares nothing", nameof(content));
        AtomicFile.WriteText(path, Page(content).Text + "\n");
    }

    static Html Page(ReportContent content) =>
        Page(content.Title, ReportPage.Of(content), ReportData.Of(content), "charts.js", "tables.js", "explorer.js");

    /// <summary>A page in the style of reports.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="body">What it shows.</param>
    /// <param name="data">What its scripts read, JSON that cannot end a script element.</param>
    /// <param name="scripts">Its scripts, in order; <c>charts.js</c> is the first.</param>
    internal static Html Page(string title, Html body, string data, params IEnumerable<string> scripts) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="{new Html(Policy)}">
        <title>{title}</title>
        <style>
        {Resource("report.css")}
        </style>
        </head>
        <body>
        {body}
        <script type="application/json" id="report-data">{new Html(data)}</script>
        <script>{new Html(PlotlyScript.Text)}</script>
        <script>
        {new Html(string.Join('\n', scripts.Select(s => Resource(s).Text)))}
        </script>
        </body>
        </html>
        """);

    static Html Resource(string name)
    {
        using var stream = typeof(ReportFile).Assembly.GetManifestResourceStream($"MerClip.report.{name}")!;
        using var reader = new StreamReader(stream);
        return new Html(reader.ReadToEnd().TrimEnd());
    }
}
