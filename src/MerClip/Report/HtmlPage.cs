using MerClip.Charts;

namespace MerClip.Report;

/// <summary>A page that needs nothing but a browser: its style, its data, plotly.js and its scripts are in it.</summary>
static class HtmlPage
{
    // What the file may do, as the browser enforces it: run its own code, and fetch nothing.
    const string Policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:";

    /// <summary>Puts a page together.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="body">What it shows.</param>
    /// <param name="data">What its scripts read, as JSON that cannot end a script element.</param>
    /// <param name="scripts">Which scripts of the report it runs.</param>
    public static Html Of(string title, Html body, string data, params string[] scripts) => Html.Of($"""
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
