using MerClip.Labels;

namespace MerClip.Evaluation;

/// <summary>Decisions that were about equally sure.</summary>
/// <param name="N">How many there are, at least one.</param>
/// <param name="Confidence">The mean of their probabilities.</param>
/// <param name="Right">The part of them that is right.</param>
public sealed record CalibrationBin(int N, double Confidence, double Right);

/// <summary>Whether probabilities mean what they say: of the decisions made with 70 %, 70 % should be right (Guo et al.,
/// ICML 2017). Of ordinal and single sets the decision is the most probable label; of multi sets every label is one.</summary>
/// <param name="Bins">Those of ten bins of equal width that hold a decision, by rising confidence.</param>
/// <param name="Error">Expected calibration error: the mean distance of confidence and right part, in [0, 1].</param>
public sealed record Calibration(IReadOnlyList<CalibrationBin> Bins, double Error)
{
    const int Count = 10;

    /// <summary>Bins the decisions.</summary>
    /// <param name="outcomes">The outcomes.</param>
    /// <param name="kind">What the labels mean.</param>
    public static Calibration Of(IEnumerable<Outcome> outcomes, LabelKind kind)
    {
        var bins = outcomes.SelectMany(o => Decisions(o, kind))
            .GroupBy(d => Math.Min((int)(d.Probability * Count), Count - 1))
            .OrderBy(g => g.Key)
            .Select(g => new CalibrationBin(g.Count(), g.Average(d => d.Probability), g.Average(d => d.Right ? 1.0 : 0)))
            .ToArray();
        double n = bins.Sum(b => b.N);
        return new Calibration(bins, bins.Sum(b => b.N / n * Math.Abs(b.Right - b.Confidence)));
    }

    static IEnumerable<(double Probability, bool Right)> Decisions(Outcome outcome, LabelKind kind)
    {
        var p = outcome.Probabilities;
        if (kind == LabelKind.Multi) return p.Select((probability, c) => (probability, outcome.TrueLabels.Contains(c)));
        int best = Enumerable.Range(0, p.Count).MaxBy(c => p[c]);
        return [(p[best], outcome.TrueLabels.Contains(best))];
    }
}
