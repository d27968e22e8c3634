using System.Globalization;
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
        double[] ends = [0, empty, full, .. values.Values.Index().Select(v => empty + values.Values.Take(v.Index + 1).Sum())];
        double room = 0.2 * Math.Max(ends.Max() - ends.Min(), 1e-3); // for the numbers beside the bars
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
            text = values.Values.Select(v => Number(v, "+0.00;−0.00;0.00")).Prepend(Number(empty, "0.00;−0.00;0.00")).Append(Number(full, "0.00;−0.00;0.00")),
            textinfo = "text",
            textposition = "outside",
            cliponaxis = false,
            hovertemplate = "%{y}: %{text}<extra></extra>",
        });
        return HouseStyle.Chart($"What moved {HouseStyle.Text(explanation.Id)}",
            HouseStyle.Axis(HouseStyle.Text(explanation.Quantity), new
            {
                zeroline = true,
                zerolinecolor = HouseStyle.Grey,
                range = new[] { Math.Round(ends.Min() - room, 3), Math.Round(ends.Max() + room, 3) },
            }),
            HouseStyle.Axis("", new { type = "category", autorange = "reversed" }),
            170 + 40 * (values.Count + 2), [waterfall], new { showlegend = false, margin = new { l = 60, r = 60, t = 50, b = 50 } });
    }

    static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    static object Mark(string colour) => new { marker = new Marker().With(new { color = colour }) };
}
