using MerClip.Evaluation;

namespace MerClip.Robustness;

/// <summary>
/// One metric over the rates of a damage, from clean inputs on. A model's value at a rate is the mean over the seeds of the damage;
/// means and sample deviations are over the models' seeds.
/// </summary>
public sealed class RobustnessCurve
{
    readonly IReadOnlyDictionary<int, double[]> bySeed; // of the model: a value a rate

    /// <summary>Makes a curve.</summary>
    /// <param name="damage">The damage.</param>
    /// <param name="metric">The metric's name in metrics.json.</param>
    /// <param name="rates">R rates, ascending, from 0.</param>
    /// <param name="bySeed">R values of each seed's model.</param>
    /// <param name="floor">The best that a constant prediction does on the same utterances; no damage reaches that.</param>
    public RobustnessCurve(
        string damage, string metric, IReadOnlyList<double> rates, IReadOnlyDictionary<int, double[]> bySeed, Floor? floor) =>
        (Damage, Metric, Rates, this.bySeed, Floor) = (damage, metric, rates, bySeed, floor);

    /// <summary>The damage.</summary>
    public string Damage { get; }

    /// <summary>The metric's name in metrics.json.</summary>
    public string Metric { get; }

    /// <summary>The rates, ascending, from 0.</summary>
    public IReadOnlyList<double> Rates { get; }

    /// <summary>The mean over the models at each rate.</summary>
    public IReadOnlyList<double> Mean => [.. Rates.Index().Select(r => bySeed.Values.Average(v => v[r.Index]))];

    /// <summary>The sample deviation over the models at each rate; NaN if there is one model only.</summary>
    public IReadOnlyList<double> Std => [.. Rates.Index().Select(r => Deviation([.. bySeed.Values.Select(v => v[r.Index])]))];

    /// <summary>The area under the curve by trapezoids, divided by the range of the rates: the metric at an average rate, in its own
    /// units. Times that range it is what MultiBench calls relative robustness.</summary>
    public double Area => bySeed.Values.Average(AreaOf);

    /// <summary>The sample deviation of <see cref="Area"/> over the models.</summary>
    public double AreaStd => Deviation([.. bySeed.Values.Select(AreaOf)]);

    /// <summary>The plain mean over the rates, which LNLN reports.</summary>
    public double Average => Mean.Average();

    /// <summary>What is left of the clean result: <see cref="Area"/> divided by it, or it by the area where less is better; 1 if
    /// nothing is lost.</summary>
    public double Relative => Metrics.LowerIsBetter(Metric) ? Mean[0] / Area : Area / Mean[0];

    /// <summary>What is left of the clean result's lead over the best constant prediction: 1 if nothing is lost, 0 if a constant does as
    /// well; NaN if the clean result leads by nothing.</summary>
    public double Kept => Floor is { } floor && floor.IsBeatenBy(Metric, Mean[0]) ? (Area - floor.Value) / (Mean[0] - floor.Value) : double.NaN;

    /// <summary>The best that a constant prediction does; null if the metric is defined for none.</summary>
    public Floor? Floor { get; }

    double AreaOf(double[] values)
    {
        if (Rates.Count == 1) return values[0];
        double area = 0;
        for (int i = 1; i < values.Length; i++) area += (Rates[i] - Rates[i - 1]) * (values[i] + values[i - 1]) / 2;
        return area / (Rates[^1] - Rates[0]);
    }

    static double Deviation(double[] values)
    {
        double mean = values.Average();
        return values.Length > 1 ? Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1)) : double.NaN;
    }
}
