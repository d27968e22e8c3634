using MerClip.Labels;
using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace MerClip.Charts;

/// <summary>Where labels are to each other: the two largest principal components of their embeddings. Those of an ordinal set are
/// joined in the order of their values; if a line joins them, the encoder knows that they are a scale.</summary>
public static class LabelMap
{
    /// <summary>Draws the map.</summary>
    /// <param name="title">What the embeddings are.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="places">Where they are, in the same order.</param>
    public static GenericChart Of(string title, LabelSet labels, IReadOnlyList<(double X, double Y)> places)
    {
        var points = new Trace("scatter").With(new
        {
            mode = labels.Kind == LabelKind.Ordinal ? "lines+markers+text" : "markers+text",
            x = places.Select(p => Math.Round(p.X, 3)),
            y = places.Select(p => Math.Round(p.Y, 3)),
            text = labels.Labels.Select(l => HouseStyle.Text(l.Name)),
            textposition = "top center",
            cliponaxis = false,
            line = new Line().With(new { color = HouseStyle.Grey, width = 1 }),
            marker = new Marker().With(new { size = 12, color = HouseStyle.Blue, line = HouseStyle.Outline }),
            hovertemplate = "%{text}<extra></extra>",
        });
        return HouseStyle.Chart(title, HouseStyle.Axis("first component"), HouseStyle.Axis("second component"), 420, [points]);
    }
}
