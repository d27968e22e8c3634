using System.Globalization;

namespace MerClip.Evaluation.Statistics;

/// <summary>A comparison in words.</summary>
public static class ComparisonText
{
    const double Level = 0.05;

    /// <summary>Such as <c>A is better than B by 1.9 points Acc-2 Has0, 95 % interval 0.4 to 3.5, p = 0.012 after Holm, 5 seeds</c>; the
    /// better run first.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="difference">One of its differences.</param>
    public static string Of(RunComparison comparison, MetricComparison difference)
    {
        string first = comparison.Scores.Keys.First(), metric = difference.Metric, title = Metrics.Title(metric);
        if (double.IsNaN(difference.P)) return $"{first} and {difference.With} cannot be compared on {title}: it is not defined for one of them";
        bool firstIsBetter = difference.Difference > 0 != Metrics.LowerIsBetter(metric);
        var (better, worse) = firstIsBetter ? (first, difference.With) : (difference.With, first);
        double sign = Math.Sign(difference.Difference) < 0 ? -1 : 1;
        string low = Shown(metric, sign > 0 ? difference.Low : -difference.High), high = Shown(metric, sign > 0 ? difference.High : -difference.Low);
        string size = Shown(metric, Math.Abs(difference.Difference)) + (Metrics.IsFraction(metric) ? " points " : " ") + title;
        string sure = $"95 % interval {low} to {high}, {P(difference.PHolm)} after Holm, {Seeds(comparison, difference)}";
        return difference.PHolm < Level
            ? $"{better} is better than {worse} by {size}, {sure}"
            : $"{better} is not shown to be better than {worse}: {size}, {sure}{More(difference)}";
    }

    /// <summary>Such as <c>p = 0.012</c> or <c>p &lt; 0.001</c>.</summary>
    public static string P(double p) => p < 0.001 ? "p < 0.001" : "p = " + p.ToString(p < 0.0995 ? "F3" : "F2", CultureInfo.InvariantCulture);

    /// <summary>Fractions in points with a digit, the rest in its own units with three.</summary>
    static string Shown(string metric, double value) => Metrics.IsFraction(metric)
        ? (100 * value).ToString("F1", CultureInfo.InvariantCulture)
        : value.ToString("F3", CultureInfo.InvariantCulture);

    static string Seeds(RunComparison comparison, MetricComparison difference)
    {
        int a = comparison.Scores.Values.First().Values.First().Seeds, b = comparison.Scores[difference.With].Values.First().Seeds;
        string count = a == b ? a == 1 ? "1 seed" : $"{a} seeds" : $"{a} and {b} seeds";
        return a == 1 || b == 1 ? count + " (said of these models, not of how they were trained)" : count;
    }

    /// <summary>Whether more seeds could show it.</summary>
    static string More(MetricComparison difference)
    {
        // Of a difference d, 2.8 standard errors are needed to see it with a chance of 80 %: 1.96 for the level, 0.84 for the power.
        if (Math.Abs(difference.Difference) < 2.8 * difference.UtteranceError) return "; more seeds could not show so little on these utterances";
        return difference.SeedsNeeded is { } needed ? $"; about {needed} seeds would show it" : "";
    }
}
