using MerClip.Evaluation;
using MerClip.Robustness;
using Plotly.NET;

namespace MerClip.Charts;

/// <summary>What a damage of the inputs does to a metric, of one run or of several, one over the other.</summary>
public static class RobustnessChart
{
    /// <summary>Draws the curves of one damage and metric, with the deviation over the seeds at each rate.</summary>
    /// <param name="curves">The curve of each run, by its name, in the order in which to show them.</param>
    /// <exception cref="ArgumentException">There is none, or they are of different damages or metrics.</exception>
    public static GenericChart Of(IReadOnlyList<(string Name, RobustnessCurve Curve)> curves)
    {
        if (curves.Select(c => (c.Curve.Damage, c.Curve.Metric)).Distinct().Count() != 1)
            throw new ArgumentException("give curves of one damage and one metric", nameof(curves));
        string damage = curves[0].Curve.Damage, metric = curves[0].Curve.Metric;
        double scale = Metrics.IsFraction(metric) ? 100 : 1;
        string unit = Metrics.IsFraction(metric) ? " (%)" : metric == "mae" ? " (sentiment units)" : "";
        var traces = new List<Trace>();
        if (curves.Select(c => c.Curve.Floor).OfType<Floor>().FirstOrDefault() is { } floor)
            traces.Add(new Trace("scatter").With(new
            {
                mode = "lines",
                name = $"always {HouseStyle.Text(floor.Predictor)}",
                x = new[] { 0, curves.Max(c => c.Curve.Rates[^1]) },
                y = new[] { floor.Value * scale, floor.Value * scale },
                line = new Line().With(new { color = HouseStyle.Grey, width = 2, dash = "dash" }),
                hovertemplate = "%{y:.3f}<extra>floor</extra>",
            }));
        foreach (var (i, (name, curve)) in curves.Index())
        {
            double[] deviations = [.. curve.Std.Select(s => Math.Round(scale * s, 4))];
            traces.Add(new Trace("scatter").With(new
            {
                mode = "lines+markers",
                name = HouseStyle.Text(name),
                x = curve.Rates,
                y = curve.Mean.Select(m => double.IsNaN(m) ? (double?)null : Math.Round(scale * m, 4)),
                error_y = deviations.Any(double.IsNaN) ? null : new { type = "data", array = deviations, thickness = 1, width = 3 },
                line = new Line().With(new { color = HouseStyle.Palette[i % HouseStyle.Palette.Count], width = 2 }),
                hovertemplate = "rate %{x}: %{y:.3f}<extra></extra>",
            }));
        }
        return HouseStyle.Chart($"{Metrics.Title(metric)} by rate of damage: {HouseStyle.Text(damage)}",
            HouseStyle.Axis("rate of damage", new { rangemode = "tozero" }),
            HouseStyle.Axis(Metrics.Title(metric) + unit + (Metrics.LowerIsBetter(metric) ? ", lower is better" : "")), 380, traces);
    }
}
