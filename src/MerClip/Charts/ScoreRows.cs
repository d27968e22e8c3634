using MerClip.Evaluation;
using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace MerClip.Charts;

/// <summary>Scores as rows of points: each seed's, their mean with its deviation, and the floor.</summary>
static class ScoreRows
{
    /// <summary>A row: its name, the metric that it shows, and the scores.</summary>
    public readonly record struct Row(string Name, string Metric, MetricSummary Scores);

    /// <param name="title">What is shown.</param>
    /// <param name="unit">The horizontal axis.</param>
    /// <param name="rows">The rows from the top.</param>
    /// <param name="oneMetric">Whether all rows show one metric, so that their floors are to be compared.</param>
    public static GenericChart Chart(string title, string unit, IReadOnlyList<Row> rows, bool oneMetric)
    {
        string[] names = [.. rows.Select(r => HouseStyle.Text(r.Name))];
        static double? Shown(Row row, double? value) => value is { } v && double.IsFinite(v)
            ? Math.Round(Metrics.IsFraction(row.Metric) ? 100 * v : v, 4)
            : null;
        var seeds = rows.SelectMany(r => r.Scores.Values, (r, v) => (r.Name, Seed: v.Key, Value: Shown(r, v.Value))).ToArray();

        var floor = new Trace("scatter").With(new
        {
            name = "floor: best constant",
            mode = oneMetric ? "lines+markers" : "markers",
            x = rows.Select(r => Shown(r, r.Scores.Floor?.Value)),
            y = names,
            text = rows.Select(r => HouseStyle.Text(r.Scores.Floor?.Predictor ?? "")),
            line = new Line().With(new { color = HouseStyle.Grey, width = 1, dash = "dot" }),
            marker = Mark(HouseStyle.Grey, 16, "line-ns", 3),
            hovertemplate = "always predicting %{text}: %{x:.2f}<extra></extra>",
        });
        var each = new Trace("scatter").With(new
        {
            name = "a seed",
            mode = "markers",
            x = seeds.Select(s => s.Value),
            y = seeds.Select(s => HouseStyle.Text(s.Name)),
            text = seeds.Select(s => $"seed {s.Seed}"),
            marker = Mark(HouseStyle.Vermillion, 8, "circle-open", 2),
            hovertemplate = "%{text}: %{x:.2f}<extra></extra>",
        });
        var mean = new Trace("scatter").With(new
        {
            name = "mean ± deviation",
            mode = "markers",
            x = rows.Select(r => Shown(r, r.Scores.Mean)),
            y = names,
            error_x = new
            {
                type = "data",
                array = rows.Select(r => Shown(r, r.Scores.Std) ?? 0),
                color = HouseStyle.Blue,
                thickness = 2,
            },
            marker = Mark(HouseStyle.Blue, 10, "circle", 0),
            hovertemplate = "%{y}: %{x:.2f} ± %{error_x.array:.2f}<extra></extra>",
        });
        return HouseStyle.Chart(title, HouseStyle.Axis(unit, new { zeroline = false }),
            HouseStyle.Axis("", new { type = "category", autorange = "reversed" }),
            170 + 36 * rows.Count, [floor, each, mean]);
    }

    static Marker Mark(string color, int size, string symbol, int width) =>
        new Marker().With(new { color, size, symbol, line = new { width, color } });
}
