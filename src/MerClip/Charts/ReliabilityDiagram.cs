using System.Globalization;
using MerClip.Evaluation;
using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace MerClip.Charts;

/// <summary>Whether probabilities mean what they say: points on the diagonal do; below it the model is too sure.</summary>
public static class ReliabilityDiagram
{
    /// <summary>Draws the bins.</summary>
    /// <param name="calibration">The bins.</param>
    /// <param name="split">Where they were counted, for the title.</param>
    public static GenericChart Of(Calibration calibration, string split)
    {
        var bins = calibration.Bins;
        double most = bins.Select(b => b.N).Append(1).Max();
        var diagonal = new Trace("scatter").With(new
        {
            name = "as sure as right",
            mode = "lines",
            x = new[] { 0, 1 },
            y = new[] { 0, 1 },
            line = new Line().With(new { color = HouseStyle.Grey, width = 1, dash = "dot" }),
            hoverinfo = "skip",
        });
        var points = new Trace("scatter").With(new
        {
            name = "decisions, larger where there are more",
            mode = "lines+markers",
            cliponaxis = false,
            x = bins.Select(b => Math.Round(b.Confidence, 4)),
            y = bins.Select(b => Math.Round(b.Right, 4)),
            text = bins.Select(b => b.N),
            line = new Line().With(new { color = HouseStyle.Blue, width = 1 }),
            marker = new Marker().With(new
            {
                color = HouseStyle.Blue,
                opacity = 1,
                size = bins.Select(b => Math.Round(6 + 16 * Math.Sqrt(b.N / most), 1)),
            }),
            hovertemplate = "%{text} decisions<br>%{x:.1%} sure, %{y:.1%} right<extra></extra>",
        });
        string error = (100 * calibration.Error).ToString("F1", CultureInfo.InvariantCulture);
        return HouseStyle.Chart($"Confidence and being right, {split}",
            HouseStyle.Axis("confidence: probability of a decision", new { range = new[] { 0, 1.02 }, tickformat = ".0%" }),
            HouseStyle.Axis("part that is right", new { range = new[] { 0, 1.05 }, tickformat = ".0%" }),
            420, [diagonal, points], new
            {
                annotations = new[]
                {
                    new
                    {
                        text = $"expected calibration error {error} %",
                        showarrow = false,
                        xref = "paper",
                        yref = "paper",
                        xanchor = "left",
                        x = 0.02,
                        y = 0.97,
                    },
                },
            });
    }
}
