namespace MerClip.Report;

/// <summary>A report: one HTML file that needs nothing but a browser, no network either.</summary>
public static class ReportFile
{
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
        HtmlPage.Of(content.Title, ReportPage.Of(content), ReportData.Of(content), "charts.js", "tables.js", "explanation.js", "explorer.js");
}
