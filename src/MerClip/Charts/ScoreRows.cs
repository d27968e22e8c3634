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
        double? Shown(int row, double? value) => value is { } v && double.IsFinite(v)
            ? Math.Round(Metrics.IsFraction(rows[row].Metric) ? 100 * v : v, 4)
            : null;
        var seeds = rows.SelectMany((r, i) => r.Scores.Values.Select(v => (Row: i, Seed: v.Key, Value: Shown(i, v.Value)))).ToArray();

        var floor = new Trace("scatter").With(new
        {
            name = "floor: best constant",
            mode = oneMetric ? "lines+markers" : "markers",
            x = rows.Select((r, i) => Shown(i, r.Scores.Floor?.Value)),
            y = names,
            text = rows.Select(r => HouseStyle.Text(r.Scores.Floor?.Predictor ?? "")),
            line = new Line().With(new { color = HouseStyle.Grey, width = 1, dash = "dot" }),
            marker = new Marker().With(new { symbol = "line-ns", size = 16, line = new { width = 3, color = HouseStyle.Grey } }),
            hovertemplate = "always predicting %{text}: %{x:.2f}<extra></extra>",
        });
        var each = new Trace("scatter").With(new
        {
            name = "a seed",
            mode = "markers",
            x = seeds.Select(s => s.Value),
            y = seeds.Select(s => names[s.Row]),
            text = seeds.Select(s => $"seed {s.Seed}"),
            marker = new Marker().With(new { symbol = "circle-open", size = 8, color = HouseStyle.Vermillion, line = new { width = 2 } }),
            hovertemplate = "%{text}: %{x:.2f}<extra></extra>",
        });
        var mean = new Trace("scatter").With(new
        {
            name = "mean ± deviation",
            mode = "markers",
            x = rows.Select((r, i) => Shown(i, r.Scores.Mean)),
            y = names,
            error_x = new { type = "data", array = rows.Select((r, i) => Shown(i, r.Scores.Std) ?? 0), color = HouseStyle.Blue, thickness = 2 },
            marker = new Marker().With(new { size = 10, color = HouseStyle.Blue }),
            hovertemplate = "%{y}: %{x:.2f} ± %{error_x.array:.2f}<extra></extra>",
        });
        return HouseStyle.Chart(title, HouseStyle.Axis(unit, new { zeroline = false }),
            HouseStyle.Axis("", new { type = "category", autorange = "reversed" }),
            170 + 36 * rows.Count, [floor, each, mean]);
    }
}
