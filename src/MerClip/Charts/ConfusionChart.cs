using System.Globalization;
using MerClip.Evaluation;
using Plotly.NET;

namespace MerClip.Charts;

/// <summary>Which label is taken for which: counts, and the share of each in the utterances whose true label is that of
/// the row.</summary>
public static class ConfusionChart
{
    /// <summary>Draws the counts.</summary>
    /// <param name="counts">Truth in rows, predictions in columns.</param>
    /// <param name="split">Where they were counted, for the title.</param>
    public static GenericChart Of(ClassCounts counts, string split)
    {
        bool decisions = !counts.Columns.SequenceEqual(counts.Rows); // of a multi set
        var (rowName, columnName) = decisions ? ("label", "decision") : ("true label", "predicted label");
        string what = decisions ? "What was decided of each label" : "What is true and what was predicted";
        string[] columns = [.. counts.Columns.Select(HouseStyle.Text)], rows = [.. counts.Rows.Select(HouseStyle.Text)];
        var heat = new Trace("heatmap").With(new
        {
            x = columns,
            y = rows,
            z = counts.Counts.Select(row => row.Select(n => Share(n, row))),
            customdata = counts.Counts,
            text = counts.Counts.Select(row => row.Select(n => n == 0 ? "" : Cell(n, Share(n, row)!.Value))),
            texttemplate = "%{text}",
            hovertemplate = $"{rowName} %{{y}}<br>{columnName} %{{x}}<br>"
                + "%{customdata} utterances, %{z:.1%} of the row<extra></extra>",
            colorscale = HouseStyle.Amount,
            zmin = 0,
            zmax = 1,
            showscale = false,
            xgap = 2,
            ygap = 2,
        });
        return HouseStyle.Chart($"{what}, {split}",
            HouseStyle.Axis(columnName, new { type = "category", showgrid = false, tickfont = new { size = 12 } }),
            HouseStyle.Axis(rowName, new { type = "category", autorange = "reversed", showgrid = false }),
            170 + 44 * rows.Length, [heat], new { margin = new { l = 60, r = 20, t = 50, b = 50 } });
    }

    static double? Share(int count, IReadOnlyList<int> row) =>
        row.Sum() is > 0 and var all ? Math.Round(count / (double)all, 4) : null;

    static string Cell(int count, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{count}<br>{100 * share:F0} %");
}
