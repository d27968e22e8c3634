using MerClip.Evaluation;
using Plotly.NET;

namespace MerClip.Charts;

/// <summary>What a choice is worth: one metric of several results, such as orders, modalities or label sets.</summary>
public static class AblationChart
{
    /// <summary>Draws a metric of each result that has it.</summary>
    /// <param name="results">The results, in the order in which to show them.</param>
    /// <param name="metric">The metric's name in summary.json.</param>
    /// <param name="title">What is compared.</param>
    public static GenericChart Of(IReadOnlyList<NamedSummary> results, string metric, string title) => ScoreRows.Chart(
        title, Metrics.Title(metric) + (Metrics.IsFraction(metric) ? " (%)" : metric == "mae" ? " (sentiment units)" : "")
            + (Metrics.LowerIsBetter(metric) ? ", lower is better" : ""),
        [.. results.Where(r => r.Summary.Metrics.ContainsKey(metric))
            .Select(r => new ScoreRows.Row(r.Name, metric, r.Summary.Metrics[metric]))], oneMetric: true);
}
