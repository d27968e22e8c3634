using MerClip.Labels;
using Plotly.NET;

namespace MerClip.Charts;

/// <summary>How alike the labels are to the model: the cosine of each embedding to each.</summary>
public static class CosineHeatMap
{
    /// <summary>Draws the cosines.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="cosines">Their cosines, [C, C].</param>
    public static GenericChart Of(LabelSet labels, double[,] cosines)
    {
        string[] names = [.. labels.Labels.Select(l => HouseStyle.Text(l.Name))];
        var heat = new Trace("heatmap").With(new
        {
            x = names,
            y = names,
            z = names.Index().Select(r => names.Index().Select(c => Math.Round(cosines[r.Index, c.Index], 3))),
            texttemplate = "%{z:.2f}",
            hovertemplate = "%{y} and %{x}: %{z:.3f}<extra></extra>",
            colorscale = HouseStyle.DivergingCells,
            zmin = -1,
            zmax = 1,
            xgap = 2,
            ygap = 2,
            colorbar = new { title = new { text = "cosine" }, thickness = 14, outlinewidth = 0 },
        });
        return HouseStyle.Chart($"How alike the labels of {HouseStyle.Text(labels.Name)} are",
            HouseStyle.Axis("label", new { type = "category", showgrid = false, tickfont = new { size = 12 } }),
            HouseStyle.Axis("label", new { type = "category", autorange = "reversed", showgrid = false }),
            170 + 40 * names.Length, [heat], new { margin = new { l = 60, r = 20, t = 50, b = 50 } });
    }
}
