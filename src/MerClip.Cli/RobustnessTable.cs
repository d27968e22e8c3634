using System.Globalization;
using MerClip.Evaluation;
using MerClip.Robustness;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary>Results on damaged inputs as tables: a metric each, in it a row a damage and a column a rate.</summary>
static class RobustnessTable
{
    static readonly string[] Telling = ["has0_acc2", "mae", "accuracy", "macro_f1", "micro_f1"];

    /// <summary>The tables of some metrics; of those that tell most unless some are named.</summary>
    /// <exception cref="InputException">There is no such metric.</exception>
    public static IEnumerable<Table> Of(RobustnessResults results, string[] metrics)
    {
        var known = results.Cells[0].Scores.Keys;
        foreach (string metric in metrics.Except(known))
            throw new InputException($"there is no metric '{metric}': use {string.Join(", ", known)}");
        return (metrics.Length > 0 ? metrics : Telling.Where(known.Contains)).Select(m => Of(results, m));
    }

    static Table Of(RobustnessResults results, string metric)
    {
        RobustnessCurve[] curves = [.. results.Damages.Select(d => results.Curve(d, metric)).OfType<RobustnessCurve>()];
        double[] rates = [.. curves.SelectMany(c => c.Rates).Distinct().Order()];
        var floor = results.Floors.GetValueOrDefault(metric);
        var table = new Table
        {
            Border = TableBorder.Simple,
            Title = new TableTitle(Markup.Escape($"{metric}{(Metrics.LowerIsBetter(metric) ? " ↓" : "")}, "
                + $"{results.Split.ToString().ToLowerInvariant()}, n = {results.N}, {results.Models.Count} seeds; "
                + (floor is null ? "no floor" : $"floor {Metrics.Format(metric, floor.Value)} by always predicting {floor.Predictor}"))),
        };
        table.AddColumn("damage", c => c.NoWrap());
        foreach (double rate in rates) table.AddColumn(rate.ToString(CultureInfo.InvariantCulture), c => c.RightAligned().NoWrap());
        foreach (string column in new[] { "area", "relative", "kept" }) table.AddColumn(column, c => c.RightAligned().NoWrap());
        foreach (var curve in curves)
            table.AddRow(
            [
                Markup.Escape(curve.Damage),
                .. rates.Select(r => curve.Rates.Index().Where(c => c.Item == r)
                    .Select(c => Cell(metric, curve.Mean[c.Index], floor)).FirstOrDefault("–")),
                Number(metric, curve.Area) + (double.IsNaN(curve.AreaStd) ? "" : " ± " + Number(metric, curve.AreaStd)),
                Percent(curve.Relative), Percent(curve.Kept),
            ]);
        return table;
    }

    /// <summary>In red where the floor is not beaten.</summary>
    static string Cell(string metric, double value, Floor? floor) =>
        floor is null || double.IsNaN(value) || floor.IsBeatenBy(metric, value) ? Number(metric, value) : $"[red]{Number(metric, value)}[/]";

    /// <summary>Shorter than elsewhere: ten rates have to fit into a line.</summary>
    static string Number(string metric, double value) => double.IsNaN(value) ? "–"
        : Metrics.IsFraction(metric) ? (100 * value).ToString("F1", CultureInfo.InvariantCulture)
        : value.ToString("F2", CultureInfo.InvariantCulture);

    static string Percent(double share) => double.IsNaN(share) ? "–" : (100 * share).ToString("F0", CultureInfo.InvariantCulture) + " %";
}
