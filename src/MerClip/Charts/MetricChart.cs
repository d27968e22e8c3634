using MerClip.Evaluation;
using Plotly.NET;

namespace MerClip.Charts;

/// <summary>A run's metrics beside what constant predictions reach.</summary>
public static class MetricChart
{
    /// <summary>Draws all metrics that are fractions, in percent; errors and correlations have other scales and are left
    /// to tables.</summary>
    /// <param name="summary">The run.</param>
    public static GenericChart Of(SeedSummary summary) => ScoreRows.Chart(
        $"Scores on {summary.Split.ToString().ToLowerInvariant()}, {summary.N} utterances", "%",
        [.. summary.Metrics.Where(m => Metrics.IsFraction(m.Key)).Select(m => new ScoreRows.Row(
            Metrics.Title(m.Key) + (Metrics.LowerIsBetter(m.Key) ? " (lower is better)" : ""), m.Key, m.Value))],
        oneMetric: false);
}
