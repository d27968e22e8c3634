using System.Globalization;
using MerClip.Evaluation;
using MerClip.Evaluation.Statistics;
using MerClip.Labels;

namespace MerClip.Report;

/// <summary>The report's words, tables and places for charts. Scripts put in the charts and the list of utterances.</summary>
static class ReportPage
{
    public static Html Of(ReportContent content) => Html.Of($"""
        <header>
        <h1>{content.Title}</h1>
        <nav>{Html.Join(content.Comparisons.Select((c, i) => Html.Of($"""<a href="#comparison-{i}">{c.Title}</a>""")))}{RobustnessSection.Link(content.Runs)}</nav>
        {RunMenu(content.Runs)}
        <button id="theme" type="button" title="light or dark">◐</button>
        </header>
        <main>
        {Html.Join(content.Runs.Select(Run))}
        {Html.Join(content.Comparisons.Select(Compared))}
        {RobustnessSection.Of(content.Runs)}
        </main>
        """);

    static Html RunMenu(IReadOnlyList<ReportRun> runs) => runs.Count == 1 ? Html.None : Html.Of($"""
        <label>run <select id="run">{Options(runs.Select(r => r.Name))}</select></label>
        """);

    static Html Run(ReportRun run, int place) => Html.Of($"""
        <article class="run" data-run="{place}"{Hidden(place > 0)}>
        <section>
        <h2>How good it is</h2>
        <p>{Headline.Lead(run)} The floor of a score is the best that a prediction reaches which is the same for every
        utterance.</p>
        <div class="cards">{Html.Join(Headline.MetricsOf(run.Summary).Select(m => Card(m, run.Summary.Metrics[m])))}</div>
        {Chart($"metrics-{place}")}
        {Scores(run)}
        </section>
        {Learning(run, place)}
        {Explorer(run, place)}
        {Labels(run, place)}
        <section>
        <h2>Where it comes from</h2>
        {Facts("What made it", run.Origin)}
        {Facts("Every setting", run.Settings)}
        </section>
        </article>
        """);

    static Html Card(string metric, MetricSummary scores) => Html.Of($"""
        <div class="card"><h3>{Metrics.Title(metric)}</h3><p class="score">{Headline.Score(metric, scores)}</p>
        <p>{Metrics.Meaning(metric)}</p><p class="floor">{Headline.AgainstFloor(metric, scores)}</p></div>
        """);

    static Html Scores(ReportRun run) => Html.Of($"""
        <div class="wide"><table class="sortable">
        <caption>All scores; a click on a heading sorts</caption>
        <thead><tr>{Heading("score")}{Heading("what it says")}{Heading("mean", true)}{Heading("deviation", true)}
        {(run.Intervals.Count == 0 ? Html.None : Heading("95 % interval", true))}
        {Html.Join(run.Summary.Seeds.Select(s => Heading($"seed {s}", true)))}
        {Heading("floor", true)}{Heading("by always predicting")}</tr></thead>
        <tbody>{Html.Join(run.Summary.Metrics.Select(m => ScoreRow(m.Key, m.Value, run.Intervals)))}</tbody>
        </table></div>
        """);

    static Html ScoreRow(string metric, MetricSummary scores, IReadOnlyDictionary<string, RunScore> intervals) => Html.Of($"""
        <tr><th scope="row">{Name(metric)}</th><td>{Metrics.Meaning(metric)}</td>
        {Number(metric, scores.Mean)}{Number(metric, scores.Std)}
        {(intervals.Count == 0 ? Html.None : Interval(metric, intervals.GetValueOrDefault(metric)))}
        {Html.Join(scores.Values.Values.Select(v => Number(metric, v)))}
        {Number(metric, scores.Floor?.Value ?? double.NaN)}<td>{scores.Floor?.Predictor ?? "–"}</td></tr>
        """);

    /// <summary>What other utterances and seeds might have given; sorted by its lower end.</summary>
    static Html Interval(string metric, RunScore? score) => score is null || double.IsNaN(score.Low)
        ? Number(metric, double.NaN)
        : Html.Of($"""<td class="number" data-value="{Exact(score.Low)}">{Metrics.Format(metric, score.Low)} to {Metrics.Format(metric, score.High)}</td>""");

    static Html Learning(ReportRun run, int place) => run.Histories.Count == 0 ? Html.None : Html.Of($"""
        <section>
        <h2>How it learnt</h2>
        <div class="pair">{Chart($"loss-{place}")}{Chart($"mae-{place}")}</div>
        </section>
        """);

    static Html Explorer(ReportRun run, int place)
    {
        bool numbers = run.Labels.Kind == LabelKind.Ordinal;
        return Html.Of($"""
            <section class="explorer" data-run="{place}">
            <h2>Utterances</h2>
            <p>Predictions of seed {run.Seed}. Filters act on map, matrix and list. Draw around points of the map, click a cell
            of the matrix or a point, and the list shows those. A prediction in orange stands for another label than the true
            one.{Why(run)}</p>
            {Missing(run)}
            <form class="filters">
            <label>text or id <input type="search" name="text"></label>
            <label>true label {LabelMenu("truth", run)}</label>
            <label>predicted label {LabelMenu("predicted", run)}</label>
            <label>result <select name="result"><option value="">all</option><option>wrong</option><option>right</option></select>
            </label>
            <label>error at least <input type="number" name="error" min="0" step="0.1"></label>
            <button type="reset">show all</button>
            <output></output>
            </form>
            <div class="pair">{(run.Space is null ? Html.None : Chart($"map-{place}"))}{Chart($"confusion-{place}")}</div>
            <div class="list"><table class="utterances">
            <thead><tr>{Heading("id")}{Heading("text")}{Heading("true", numbers)}{Heading("predicted", numbers)}
            {Heading("error", true)}<th>probabilities of the labels; orange: true</th></tr></thead>
            <tbody></tbody>
            </table></div>
            <button type="button" class="more">show more</button>
            </section>
            """);
    }

    static Html Labels(ReportRun run, int place) => Html.Of($"""
        <section>
        <h2>Probabilities and labels</h2>
        <div class="pair">{Chart($"reliability-{place}")}{(run.Space is null ? Html.None : Chart($"cosines-{place}"))}</div>
        </section>
        """);

    static string Why(ReportRun run) => run.Explanations.Count == 0 ? ""
        : $" {run.Explanations.Count} of them, such as the largest errors, have a button that explains the prediction.";

    static Html Missing(ReportRun run) => run.Missing is null ? Html.None : Html.Of($"""
        <p class="missing">{(run.Space is null ? "There is no map" : "Something is missing")}: {run.Missing}</p>
        """);

    static Html LabelMenu(string name, ReportRun run) => Html.Of($"""
        <select name="{name}"><option value="">any</option>{Options(run.Labels.Labels.Select(l => l.Name))}</select>
        """);

    /// <summary>Things to choose from, by their place.</summary>
    static Html Options(IEnumerable<string> names) =>
        Html.Join(names.Select((name, i) => Html.Of($"""<option value="{i}">{name}</option>""")));

    static Html Facts(string title, IReadOnlyDictionary<string, string> facts) => facts.Count == 0 ? Html.None : Html.Of($"""
        <details><summary>{title}</summary><table>{Html.Join(facts.Select(f =>
            Html.Of($"""<tr><th scope="row">{f.Key}</th><td><code>{f.Value}</code></td></tr>""")))}</table></details>
        """);

    static Html Compared(Comparison comparison, int place)
    {
        var metrics = Headline.MetricsOf(comparison.Results);
        bool notes = comparison.Results.Any(r => r.Note.Length > 0);
        return Html.Of($"""
            <section class="comparison" id="comparison-{place}">
            <h2>{comparison.Title}</h2>
            <p>{comparison.Text}</p>
            <label>score <select class="metric">{Html.Join(metrics.Select(m =>
                Html.Of($"""<option value="{m}-of-{place}">{Metrics.Title(m)}</option>""")))}</select></label>
            {Chart($"{metrics[0]}-of-{place}")}
            <div class="wide"><table class="sortable">
            <thead><tr>{Heading("result")}{(notes ? Heading("settings") : Html.None)}{Heading("split")}
            {Heading("utterances", true)}{Heading("seeds", true)}
            {Html.Join(metrics.Select(m => Heading(Name(m), true)))}</tr></thead>
            <tbody>{Html.Join(comparison.Results.Select(r => ComparedRow(r, metrics, notes)))}</tbody>
            </table></div>
            </section>
            """);
    }

    static Html ComparedRow(NamedSummary result, IReadOnlyList<string> metrics, bool notes) => Html.Of($"""
        <tr><th scope="row">{result.Name}</th>{(notes ? Html.Of($"<td>{result.Note}</td>") : Html.None)}
        <td>{result.Summary.Split.ToString().ToLowerInvariant()}</td><td class="number">{result.Summary.N}</td>
        <td class="number">{result.Summary.Seeds.Count}</td>{Html.Join(metrics.Select(m => Score(result.Summary, m)))}</tr>
        """);

    static Html Score(SeedSummary summary, string metric) => summary.Metrics.TryGetValue(metric, out var scores)
        ? Html.Of($"""<td class="number" data-value="{Exact(scores.Mean)}">{Headline.Score(metric, scores)}</td>""")
        : Html.Of($"""<td class="number">–</td>""");

    static string Name(string metric) => Metrics.Title(metric) + (Metrics.LowerIsBetter(metric) ? " ↓" : "");

    internal static Html Heading(string text, bool number = false) => Html.Of(
        $"""<th{new Html(number ? " class=\"number\"" : "")}><button type="button">{text}</button></th>""");

    internal static Html Number(string metric, double value) => double.IsNaN(value)
        ? Html.Of($"""<td class="number">–</td>""")
        : Html.Of($"""<td class="number" data-value="{Exact(value)}">{Metrics.Format(metric, value)}</td>""");

    static string Exact(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    static Html Chart(string name) => Html.Of($"""<div class="chart" data-chart="{name}"></div>""");

    static Html Hidden(bool hidden) => new(hidden ? " hidden" : "");
}
