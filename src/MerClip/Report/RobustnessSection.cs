using MerClip.Charts;
using MerClip.Evaluation;
using MerClip.Robustness;
using Plotly.NET;

namespace MerClip.Report;

/// <summary>The part of a report on damaged inputs: all runs that were measured, one over the other.</summary>
static class RobustnessSection
{
    /// <summary>The section; nothing if no run was measured.</summary>
    public static Html Of(IReadOnlyList<ReportRun> runs)
    {
        var charts = Curves(runs);
        if (charts.Count == 0) return Html.None;
        return Html.Of($"""
            <section class="comparison" id="robustness">
            <h2>When inputs are damaged</h2>
            <p>Models are used, not trained, on inputs of which something is missing or wrong, at rising rates; bars are the deviation
            over seeds. The area is the score at an average rate; kept is what is left of the lead over the best constant prediction.</p>
            <label>damage and score <select class="metric">{Html.Join(charts.Select(c =>
                Html.Of($"""<option value="{c.Name}">{c.Damage}: {Metrics.Title(c.Metric)}</option>""")))}</select></label>
            <div class="chart" data-chart="{charts[0].Name}"></div>
            <div class="wide"><table class="sortable">
            <thead><tr>{Html.Join(new[] { "damage", "score", "run" }.Select(h => ReportPage.Heading(h)))}
            {Html.Join(new[] { "clean", "area", "relative, %", "kept, %" }.Select(h => ReportPage.Heading(h, true)))}</tr></thead>
            <tbody>{Html.Join(charts.SelectMany(c => c.Curves.Select(r => Row(r.Name, r.Curve))))}</tbody>
            </table></div>
            </section>
            """);
    }

    /// <summary>A link to the section; nothing if it is not there.</summary>
    public static Html Link(IReadOnlyList<ReportRun> runs) =>
        Curves(runs).Count == 0 ? Html.None : Html.Of($"""<a href="#robustness">When inputs are damaged</a>""");

    /// <summary>The charts of the section, by the names that it has for them.</summary>
    public static IEnumerable<(string Name, GenericChart Chart)> ChartsOf(IReadOnlyList<ReportRun> runs) =>
        Curves(runs).Select(c => (c.Name, RobustnessChart.Of(c.Curves)));

    static List<(string Name, string Damage, string Metric, IReadOnlyList<(string Name, RobustnessCurve Curve)> Curves)> Curves(
        IReadOnlyList<ReportRun> runs)
    {
        var measured = runs.Where(r => r.Robustness is not null).ToArray();
        var metrics = Headline.MetricsOf([.. measured.Select(r => new NamedSummary(r.Name, r.Summary))]);
        return [.. measured.SelectMany(r => r.Robustness!.Damages).Distinct().Index()
            .SelectMany(d => metrics.Select(metric => ($"robustness-{d.Index}-{metric}", d.Item, metric,
                (IReadOnlyList<(string, RobustnessCurve)>)[.. measured.Select(r => (r.Name, Curve: r.Robustness!.Curve(d.Item, metric)))
                    .Where(c => c.Curve is not null).Select(c => (c.Name, c.Curve!))])))
            .Where(c => c.Item4.Count > 0)];
    }

    static Html Row(string run, RobustnessCurve curve) => Html.Of($"""
        <tr><td>{curve.Damage}</td><td>{Metrics.Title(curve.Metric)}</td><th scope="row">{run}</th>
        {ReportPage.Number(curve.Metric, curve.Mean[0])}{ReportPage.Number(curve.Metric, curve.Area)}
        {ReportPage.Number("accuracy", curve.Relative)}{ReportPage.Number("accuracy", curve.Kept)}</tr>
        """);
}
