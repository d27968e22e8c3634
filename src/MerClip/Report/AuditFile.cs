using System.Globalization;
using System.Text.Json.Nodes;
using MerClip.Charts;
using MerClip.Data;
using MerClip.Data.Audit;

namespace MerClip.Report;

/// <summary>An audit as one HTML file that needs nothing but a browser: what is wrong, with ids, and how labels, lengths and scales
/// are distributed.</summary>
public static class AuditFile
{
    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Writes the page, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="audit">What it shows.</param>
    public static void Write(string path, CorpusAudit audit)
    {
        string title = $"Audit of {Path.GetFileName(Path.TrimEndingDirectorySeparator(audit.Path))}";
        JsonObject charts = [];
        if (AuditCharts.Labels(audit) is { } labels) charts["labels"] = ReportData.Figure(labels);
        foreach (Modality modality in Enum.GetValues<Modality>())
        {
            if (AuditCharts.Lengths(audit, modality) is { } lengths) charts[$"lengths-{Name(modality)}"] = ReportData.Figure(lengths);
            if (AuditCharts.Scales(audit, modality) is { } scales) charts[$"scales-{Name(modality)}"] = ReportData.Figure(scales);
        }
        string data = new JsonObject { ["charts"] = charts }.ToJsonString(ReportData.Json);
        AtomicFile.WriteText(path, HtmlPage.Of(title, Body(title, audit), data, "charts.js", "tables.js").Text + "\n");
    }

    static Html Body(string title, CorpusAudit audit) => Html.Of($"""
        <header>
        <h1>{title}</h1>
        <nav><a href="#findings">Findings</a><a href="#labels">Labels</a><a href="#lengths">Lengths</a><a href="#scales">Scales</a>
        <a href="#content">Content</a></nav>
        <button id="theme" type="button" title="light or dark">◐</button>
        </header>
        <main>
        <section id="findings">
        <h2>What is wrong</h2>
        <p>{Lead(audit)}</p>
        {(audit.Problems.Count == 0 ? Html.None : Findings(audit.Problems))}
        </section>
        <section id="labels">
        <h2>Labels</h2>
        {Chart("labels")}
        {Labels(audit)}
        </section>
        <section id="lengths">
        <h2>Lengths</h2>
        <p>Padding cut off. Utterances without a sequence are not among them.</p>
        <div class="pair">{Html.Join(Enum.GetValues<Modality>().Select(m => Chart($"lengths-{Name(m)}")))}</div>
        {Lengths(audit)}
        </section>
        <section id="scales">
        <h2>Scales</h2>
        <p>A point is a feature, averaged over each utterance. Splits that were made in one way lie around 0 and 1; whole clouds
        elsewhere were normalised differently.</p>
        <div class="pair">{Html.Join(Enum.GetValues<Modality>().Select(m => Chart($"scales-{Name(m)}")))}</div>
        </section>
        <section id="content">
        <h2>Content</h2>
        {Content(audit)}
        </section>
        </main>
        """);

    static string Lead(CorpusAudit audit)
    {
        int Count(AuditSeverity severity) => audit.Problems.Count(p => p.Severity == severity);
        return audit.Problems.Count == 0
            ? "Nothing that the audit looks for."
            : $"Errors: {Count(AuditSeverity.Error)}; with one the file cannot be used as it is. Warnings: {Count(AuditSeverity.Warning)}; "
                + $"values were replaced, or results may mislead. Notes: {Count(AuditSeverity.Note)}; nothing is lost.";
    }

    static Html Findings(IReadOnlyList<AuditProblem> problems) => Html.Of($"""
        <div class="wide"><table class="sortable">
        <thead><tr>{Heading("grade")}{Heading("name")}{Heading("where")}{Heading("utterances", true)}{Heading("what")}</tr></thead>
        <tbody>{Html.Join(problems.Select(p => Html.Of($"""
            <tr class="{p.Severity.ToString().ToLowerInvariant()}"><th scope="row" data-value="{(int)p.Severity}">{p.Severity.ToString().ToLowerInvariant()}</th>
            <td><code>{p.Code}</code></td><td>{$"{p.Split} {p.Key}".Trim()}</td>
            <td class="number" data-value="{p.Count}">{(p.Count > 0 ? p.Count.ToString(Invariant) : "")}</td><td>{p.What}{Ids(p)}</td></tr>
            """)))}</tbody>
        </table></div>
        """);

    static Html Ids(AuditProblem problem) => problem.Examples.Count == 0 ? Html.None : Html.Of($"""
        <details><summary>{(problem.Count > problem.Examples.Count ? $"the first {problem.Examples.Count} ids" : "ids")}</summary>
        <code>{string.Join(", ", problem.Examples)}</code></details>
        """);

    static Html Labels(CorpusAudit audit) => Table(["split", "utterances", "videos", "labels", "mean", "least", "most"],
        audit.Splits.Select(s => new[]
        {
            s.Name, Number(s.Count), Number(s.Videos), Number(s.Labels?.Histogram.Sum() ?? 0), Number(s.Labels?.Mean), Number(s.Labels?.Minimum),
            Number(s.Labels?.Maximum),
        }));

    static Html Lengths(CorpusAudit audit) => Table(
        ["modality", "split", "array's steps", "width", "missing", "least", "median", "mean", "most"],
        audit.Splits.SelectMany(s => s.Lengths.Select(l => new[]
        {
            Name(l.Modality), s.Name, Number(l.Padded), Number(l.Width), Number(l.Missing), Number(l.Minimum), Number(l.Median), Number(l.Mean),
            Number(l.Maximum),
        })));

    static Html Content(CorpusAudit audit) => Html.Join([
        Html.Of($"<p>{audit.Format}, {audit.Bytes.ToString("N0", Invariant)} bytes, SHA-256 <code>{audit.Sha256}</code></p>"),
        Table(["split", "entry", "type", "shape"], audit.Splits.SelectMany(s => s.Arrays.Select(
            a => new[] { s.Name, a.Key, a.Type, string.Join(" × ", a.Shape) }))),
    ]);

    static Html Table(string[] headings, IEnumerable<string[]> rows) => Html.Of($"""
        <div class="wide"><table class="sortable">
        <thead><tr>{Html.Join(headings.Select(h => Heading(h)))}</tr></thead>
        <tbody>{Html.Join(rows.Select(r => Html.Of($"<tr>{Html.Join(r.Select(c => Html.Of($"<td>{c}</td>")))}</tr>")))}</tbody>
        </table></div>
        """);

    static Html Heading(string text, bool number = false) => Html.Of(
        $"""<th{new Html(number ? " class=\"number\"" : "")}><button type="button">{text}</button></th>""");

    static Html Chart(string name) => Html.Of($"""<div class="chart" data-chart="{name}"></div>""");

    static string Number(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("0.##", Invariant) : "–";

    static string Name(Modality modality) => modality.ToString().ToLowerInvariant();
}
