using MerClip.Explain;
using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace MerClip.Charts;

/// <summary>How the modalities take a prediction from what the labels alone give to what was predicted.</summary>
public static class ShapleyChart
{
    /// <summary>Draws a waterfall of the Shapley values.</summary>
    /// <param name="explanation">The explanation.</param>
    public static GenericChart Of(Explanation explanation)
    {
        var (empty, full, values) = explanation.Shapley;
        var waterfall = new Trace("waterfall").With(new
        {
            orientation = "h",
            y = values.Keys.Select(m => m.ToString().ToLowerInvariant()).Prepend("no modality").Append("all"),
            x = values.Values.Prepend(empty).Append(full).Select(v => Math.Round(v, 4)),
            measure = values.Select(_ => "relative").Prepend("absolute").Append("total"),
            increasing = Mark(HouseStyle.Blue),
            decreasing = Mark(HouseStyle.Vermillion),
            totals = Mark(HouseStyle.Grey),
            connector = new { line = new { color = HouseStyle.Grey, width = 1, dash = "dot" } },
            texttemplate = "%{delta:+.3f}",
            textposition = "outside",
            cliponaxis = false,
            hovertemplate = "%{y}: %{delta:+.4f}<br>together %{x:.4f}<extra></extra>",
        });
        return HouseStyle.Chart($"What moved {HouseStyle.Text(explanation.Id)}",
            HouseStyle.Axis(HouseStyle.Text(explanation.Quantity), new { zeroline = true, zerolinecolor = HouseStyle.Grey }),
            HouseStyle.Axis("", new { type = "category", autorange = "reversed" }),
            170 + 40 * (values.Count + 2), [waterfall], new { showlegend = false, margin = new { l = 60, r = 60, t = 50, b = 50 } });
    }

    static object Mark(string colour) => new { marker = new Marker().With(new { color = colour }) };
}
