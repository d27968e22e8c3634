using Plotly.NET;

namespace MerClip.Charts;

/// <summary>How alike things of two kinds are: pictures and texts, labels and labels.</summary>
public static class SimilarityHeatMap
{
    /// <summary>Draws the cosines.</summary>
    /// <param name="title">What is compared.</param>
    /// <param name="rows">What the rows are, and what one is called.</param>
    /// <param name="columns">What the columns are, and what one is called.</param>
    /// <param name="cosines">[rows, columns]</param>
    public static GenericChart Of(string title, (string Kind, IReadOnlyList<string> Names) rows,
        (string Kind, IReadOnlyList<string> Names) columns, double[,] cosines)
    {
        string[] down = [.. rows.Names.Select(HouseStyle.Text)], across = [.. columns.Names.Select(HouseStyle.Text)];
        var heat = new Trace("heatmap").With(new
        {
            x = across,
            y = down,
            z = down.Index().Select(r => across.Index().Select(c => Math.Round(cosines[r.Index, c.Index], 3))),
            texttemplate = "%{z:.2f}",
            hovertemplate = "%{y} and %{x}: %{z:.3f}<extra></extra>",
            colorscale = HouseStyle.DivergingCells,
            zmin = -1,
            zmax = 1,
            xgap = 2,
            ygap = 2,
            colorbar = new { title = new { text = "cosine" }, thickness = 14, outlinewidth = 0 },
        });
        return HouseStyle.Chart(title,
            HouseStyle.Axis(columns.Kind, new { type = "category", showgrid = false, tickfont = new { size = 12 } }),
            HouseStyle.Axis(rows.Kind, new { type = "category", autorange = "reversed", showgrid = false }),
            170 + 40 * down.Length, [heat], new { margin = new { l = 60, r = 20, t = 50, b = 50 } });
    }
}
