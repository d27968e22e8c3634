using MerClip.Evaluation;
using MerClip.Evaluation.Statistics;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary>Runs beside the first as a table: scores with intervals, then differences with intervals and p-values.</summary>
public static class ComparisonTable
{
    const string Undefined = "–";

    /// <summary>The table of a comparison.</summary>
    public static Table Of(RunComparison comparison)
    {
        string unit = comparison.By == SamplingUnit.Speaker ? $", {comparison.Units} speakers" : "";
        var table = new Table
        {
            Border = TableBorder.Simple,
            Title = new TableTitle($"{comparison.Split.ToString().ToLowerInvariant()}, n = {comparison.N}{unit}, 95 % intervals"),
        };
        foreach (string column in new[] { "", "run", "seeds", "score", "first less this", "p", "p Holm", "seeds needed" })
            table.AddColumn(column, c => c.NoWrap());
        foreach (string metric in comparison.Scores.Values.First().Keys)
        {
            string name = Metrics.LowerIsBetter(metric) ? $"{metric} ↓" : metric;
            foreach (var (run, scores) in comparison.Scores)
            {
                var of = comparison.Differences.FirstOrDefault(d => d.With == run && d.Metric == metric);
                var score = scores[metric];
                table.AddRow([.. new[]
                {
                    name, run, score.Seeds.ToString(), Range(metric, score.Value, score.Low, score.High),
                    of is null ? "" : Range(metric, of.Difference, of.Low, of.High),
                    of is null ? "" : P(of.P), of is null ? "" : P(of.PHolm), of is null ? "" : of.SeedsNeeded?.ToString() ?? Undefined,
                }.Select(Markup.Escape)]);
                name = "";
            }
        }
        return table;
    }

    static string Range(string metric, double value, double low, double high) => double.IsNaN(value)
        ? Undefined
        : $"{Metrics.Format(metric, value)} [{Metrics.Format(metric, low)}, {Metrics.Format(metric, high)}]";

    static string P(double p) => double.IsNaN(p) ? Undefined : ComparisonText.P(p)[2..].Replace("= ", "", StringComparison.Ordinal);
}
