using System.Globalization;

namespace MerClip.Evaluation;

/// <summary>One metric over the seeds of a run.</summary>
/// <param name="Values">What each seed's model scores.</param>
/// <param name="Mean">Their mean; NaN if one of them is.</param>
/// <param name="Std">Their sample standard deviation (n − 1); NaN if there is one seed only.</param>
/// <param name="Floors">What each constant predictor scores.</param>
/// <param name="Floor">The best of those; null if the metric is defined for none.</param>
public sealed record MetricSummary(
    IReadOnlyDictionary<int, double> Values, double Mean, double Std,
    IReadOnlyDictionary<string, double> Floors, Floor? Floor)
{
    /// <summary>The mean and, over several seeds, the deviation: <c>0.616 ± 0.008</c>.</summary>
    public override string ToString() => double.IsNaN(Std)
        ? Mean.ToString("F3", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Mean:F3} ± {Std:F3}");

    /// <summary>Summarises the values of a metric.</summary>
    internal static MetricSummary Of(string metric, IReadOnlyDictionary<int, double> values, ConstantFloors floors) =>
        new MetricSummary(values, 0, 0, floors.Of(metric), floors.Best(metric)).With(values);

    /// <summary>The same metric with the values of other seeds.</summary>
    internal MetricSummary With(IReadOnlyDictionary<int, double> values)
    {
        double mean = values.Values.Average();
        double squares = values.Values.Sum(v => (v - mean) * (v - mean));
        return this with { Values = values, Mean = mean, Std = values.Count > 1 ? Math.Sqrt(squares / (values.Count - 1)) : double.NaN };
    }
}
