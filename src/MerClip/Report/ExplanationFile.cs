using System.Globalization;
using System.Text.Json.Nodes;
using MerClip.Charts;
using MerClip.Data;
using MerClip.Explain;

namespace MerClip.Report;

/// <summary>Explanations as one HTML file that needs nothing but a browser.</summary>
public static class ExplanationFile
{
    /// <summary>Writes them, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="explanations">What to show, at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static void Write(string path, IReadOnlyList<Explanation> explanations)
    {
        if (explanations.Count == 0) throw new ArgumentException("there is nothing to explain", nameof(explanations));
        string title = "Why " + string.Join(", ", explanations.Select(e => e.Id));
        var body = Html.Of($"""
            <header>
            <h1>{title}</h1>
            <button id="theme" type="button" title="light or dark">◐</button>
            </header>
            <main>
            {Html.Join(explanations.Select(One))}
            </main>
            """);
        var charts = new JsonObject();
        for (int i = 0; i < explanations.Count; i++)
            foreach (var (name, chart) in ChartsOf(explanations[i])) charts[$"{name}-{i}"] = chart;
        AtomicFile.WriteText(path,
            HtmlPage.Of(title, body, new JsonObject { ["charts"] = charts }.ToJsonString(ReportData.Json), "charts.js").Text + "\n");
    }

    static Html One(Explanation e, int place) => Html.Of($"""
        <section>
        <h2>{e.Id}</h2>
        <p>{Text(e)}</p>
        <p>Predicted <strong>{Cell(e.Prediction)}</strong>, true {Cell(e.Truth ?? "not known")} (seed {e.Seed}). Taken apart is the
        {e.Quantity}: blue raises it, orange lowers it.</p>
        <div class="pair">{Chart("shapley", place)}{Labels(e)}</div>
        {Html.Join(Enum.GetValues<Modality>().Where(m => e.Shapley.Values.ContainsKey(m)).Select(m => Chart(Name(m), place)))}
        {(e.Attention.Count == 0 ? Html.None : Html.Of($"<h3>Where the labels looked</h3>{Chart("attention", place)}"))}
        {Nearest(e)}
        </section>
        """);

    /// <summary>The transcript, each word behind what leaving it out changes.</summary>
    static Html Text(Explanation e)
    {
        StepEffect[] words = [.. e.Steps.Where(s => s.Step.Modality == Modality.Text)];
        if (words.Length == 0) return Html.Of($"{e.Text}");
        double most = words.Max(w => Math.Abs(w.Occlusion));
        return Html.Join(words.Select(w => Html.Of($"""
            <span class="word" style="background: {Colour(w.Occlusion, most)}" title="{Number(w.Occlusion)}">{w.Step.Name}</span>
            """)));
    }

    static string Colour(double value, double most) => string.Create(CultureInfo.InvariantCulture,
        $"rgba({(value < 0 ? "213, 94, 0" : "0, 114, 178")}, {(most > 0 ? 0.65 * Math.Abs(value) / most : 0):F2})");

    static Html Labels(Explanation e) => Html.Of($"""
        <table><caption>The labels, nearest first</caption>
        <thead><tr><th>label</th><th class="number">probability</th><th class="number">cosine</th></tr></thead>
        <tbody>{Html.Join(e.NearestLabels.Select(n => Html.Of($"""
        <tr><th scope="row">{n.Label}</th><td class="number">{Percent(e.Probabilities[n.Label])}</td><td class="number">{Number(n.Cosine)}</td></tr>
        """)))}</tbody></table>
        """);

    static Html Nearest(Explanation e) => e.NearestUtterances.Count == 0 ? Html.None : Html.Of($"""
        <div class="wide"><table><caption>The utterances of training that are most alike to the model</caption>
        <thead><tr><th>id</th><th>text</th><th>true</th><th class="number">cosine</th></tr></thead>
        <tbody>{Html.Join(e.NearestUtterances.Select(n => Html.Of($"""
        <tr><td>{n.Id}</td><td>{n.Text}</td><td>{Cell(n.Truth ?? "–")}</td><td class="number">{Number(n.Cosine)}</td></tr>
        """)))}</tbody></table></div>
        """);

    static IEnumerable<(string Name, JsonObject Chart)> ChartsOf(Explanation e)
    {
        yield return ("shapley", ReportData.Figure(ShapleyChart.Of(e)));
        foreach (var m in e.Shapley.Values.Keys) yield return (Name(m), ReportData.Figure(StepChart.Of(e, m)));
        if (e.Attention.Count > 0) yield return ("attention", ReportData.Figure(AttentionChart.Of(e)));
    }

    static Html Chart(string name, int place) => Html.Of($"""<div class="chart" data-chart="{name}-{place}"></div>""");

    static string Name(Modality modality) => modality.ToString().ToLowerInvariant();

    static string Cell(string cell) => cell.Length == 0 ? "none" : Evaluation.PredictionCell.Number(cell) is { } number ? Number(number) : cell;

    static string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture) + " %";
}
