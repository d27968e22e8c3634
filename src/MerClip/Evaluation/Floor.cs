using System.Globalization;

namespace MerClip.Evaluation;

/// <summary>The best that a constant prediction does on one metric: what a model must beat to have learnt
/// anything.</summary>
/// <param name="Predictor">Which constant it is.</param>
/// <param name="Value">What it scores.</param>
public sealed record Floor(string Predictor, double Value)
{
    /// <summary>The score and what reaches it: <c>1.160, always train median</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:F3}, always {Predictor}");

    /// <summary>Whether a value is better than this.</summary>
    /// <param name="metric">The metric's name, which decides what is better.</param>
    /// <param name="value">The value.</param>
    public bool IsBeatenBy(string metric, double value) => Metrics.LowerIsBetter(metric) ? value < Value : value > Value;

    /// <summary>The best of several constants' scores on a metric, the first of equals; null if it is defined for
    /// none.</summary>
    /// <param name="metric">The metric's name, which decides what is better.</param>
    /// <param name="scores">The score of each constant.</param>
    internal static Floor? Best(string metric, IEnumerable<KeyValuePair<string, double>> scores)
    {
        var defined = scores.Where(s => !double.IsNaN(s.Value)).ToList();
        if (defined.Count == 0) return null;
        var best = Metrics.LowerIsBetter(metric) ? defined.MinBy(s => s.Value) : defined.MaxBy(s => s.Value);
        return new(best.Key, best.Value);
    }
}
