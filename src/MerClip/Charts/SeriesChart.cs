using Plotly.NET;

namespace MerClip.Charts;

/// <summary>A score along something that has an amount, such as training utterances: a line for each of several ways.</summary>
public static class SeriesChart
{
    /// <summary>A place on a line.</summary>
    /// <param name="X">How much.</param>
    /// <param name="Mean">The score.</param>
    /// <param name="Std">Its deviation over the seeds; NaN if there is one seed.</param>
    public readonly record struct Point(double X, double Mean, double Std = double.NaN);

    /// <summary>Draws the lines.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="x">What the amount is, with its unit.</param>
    /// <param name="y">What the score is, with its unit.</param>
    /// <param name="lines">The lines by name.</param>
    /// <param name="floor">What a constant prediction scores; null draws none.</param>
    public static GenericChart Of(string title, string x, string y, IEnumerable<(string Name, IReadOnlyList<Point> Points)> lines,
        double? floor = null)
    {
        var drawn = lines.Index().Select(line => new Trace("scatter").With(new
        {
            name = HouseStyle.Text(line.Item.Name),
            mode = "lines+markers",
            x = line.Item.Points.Select(p => p.X),
            y = line.Item.Points.Select(p => Math.Round(p.Mean, 4)),
            error_y = new
            {
                type = "data",
                array = line.Item.Points.Select(p => double.IsNaN(p.Std) ? 0 : Math.Round(p.Std, 4)),
                visible = line.Item.Points.Any(p => !double.IsNaN(p.Std)),
                thickness = 1.5,
            },
            line = new Line().With(new { color = HouseStyle.Palette[line.Index % HouseStyle.Palette.Count], width = 2 }),
            hovertemplate = "%{fullData.name}, %{x}: %{y:.3f}<extra></extra>",
        })).ToList();
        var shapes = floor is not { } f ? [] : new[]
        {
            new { type = "line", xref = "paper", x0 = 0, x1 = 1, y0 = f, y1 = f, line = new { color = HouseStyle.Grey, width = 1, dash = "dot" } },
        };
        var notes = floor is not { } at ? [] : new[]
        {
            new { text = "floor: best constant", showarrow = false, xref = "paper", x = 1, xanchor = "right", y = at, yanchor = "bottom" },
        };
        return HouseStyle.Chart(title, HouseStyle.Axis(x), HouseStyle.Axis(y), 400, drawn, new { shapes, annotations = notes });
    }
}
