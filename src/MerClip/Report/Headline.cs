using System.Globalization;
using MerClip.Evaluation;

namespace MerClip.Report;

/// <summary>Results in words.</summary>
static class Headline
{
    static readonly string[] Telling =
        ["has0_acc2", "non0_acc2", "acc7", "mae", "corr", "accuracy", "micro_f1", "macro_f1", "weighted_f1", "hamming_loss"];

    /// <summary>The metrics that tell most, of those that some results have.</summary>
    public static IReadOnlyList<string> MetricsOf(IReadOnlyList<NamedSummary> results) =>
        [.. Telling.Where(m => results.Any(r => r.Summary.Metrics.ContainsKey(m)))];

    /// <summary>The same of one result.</summary>
    public static IReadOnlyList<string> MetricsOf(SeedSummary summary) => [.. Telling.Where(summary.Metrics.ContainsKey)];

    /// <summary>Such as <c>75.70 ± 0.57 %</c>.</summary>
    public static string Score(string metric, MetricSummary scores)
    {
        if (double.IsNaN(scores.Mean)) return "–";
        string deviation = double.IsNaN(scores.Std) ? "" : " ± " + Metrics.Format(metric, scores.Std);
        return Metrics.Format(metric, scores.Mean) + deviation + (Metrics.IsFraction(metric) ? " %" : "");
    }

    /// <summary>Such as <c>9.03 points above always predicting +1, which reaches 66.67 %</c>.</summary>
    public static string AgainstFloor(string metric, MetricSummary scores)
    {
        if (scores.Floor is not { } floor || double.IsNaN(scores.Mean)) return "no constant prediction has this score";
        string unit = Metrics.IsFraction(metric) ? " points" : "", percent = Metrics.IsFraction(metric) ? " %" : "";
        string distance = Metrics.Format(metric, Math.Abs(scores.Mean - floor.Value)) + unit;
        string side = scores.Mean < floor.Value ? "below" : "above";
        string verdict = floor.IsBeatenBy(metric, scores.Mean) ? "" : "not better: ";
        return $"{verdict}{distance} {side} always predicting {floor.Predictor}, which reaches "
            + Metrics.Format(metric, floor.Value) + percent;
    }

    /// <summary>What was measured on what.</summary>
    public static string Lead(ReportRun run)
    {
        var s = run.Summary;
        string models = s.Seeds.Count == 1
            ? $"one model (seed {s.Seeds[0]})"
            : $"{s.Seeds.Count} models (seeds {string.Join(", ", s.Seeds)}), mean ± standard deviation";
        return string.Create(CultureInfo.InvariantCulture,
            $"Labels {run.Labels.Name}, {s.N} utterances of the {s.Split.ToString().ToLowerInvariant()} split, {models}.");
    }
}
