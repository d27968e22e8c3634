using MathNet.Numerics.Distributions;

namespace MerClip.Evaluation.Statistics;

/// <summary>A bootstrap distribution, read with correction for bias and acceleration (BCa; Efron, JASA 1987): percentiles are moved
/// by how far the replicates' median is from the estimate, and by how the estimate's error changes with its value. Resampling few units
/// gives too little spread and too light tails; normal quantiles are therefore taken as <c>√(n / (n − 1)) · t(n − 1)</c>, if n is given
/// (Hesterberg, The American Statistician 2015).</summary>
public sealed class BcaDistribution
{
    readonly double[] replicates;
    readonly double bias, acceleration, units;

    /// <summary>Makes a distribution.</summary>
    /// <param name="estimate">What the whole sample gives.</param>
    /// <param name="replicates">What resamples give; those that are not defined (NaN) are left out.</param>
    /// <param name="acceleration">As <see cref="Acceleration"/> gives it.</param>
    /// <param name="units">How many units were resampled; infinite leaves quantiles normal, as Efron and scipy do.</param>
    public BcaDistribution(double estimate, IEnumerable<double> replicates, double acceleration, double units = double.PositiveInfinity)
    {
        this.units = units;
        this.replicates = [.. replicates.Where(double.IsFinite).Order()];
        this.acceleration = acceleration;
        Defined = double.IsFinite(estimate) && this.replicates.Length > 0;
        bias = Defined ? Normal.InvCDF(0, 1, Inner(Below(estimate))) : double.NaN;
    }

    /// <summary>Whether the estimate is, and any replicate.</summary>
    public bool Defined { get; }

    /// <summary>The acceleration: a sixth of the skewness of the jackknife's values; 0 if they are all the same.</summary>
    /// <param name="jackknife">The estimate without each unit in turn.</param>
    public static double Acceleration(IEnumerable<double> jackknife)
    {
        double[] values = [.. jackknife.Where(double.IsFinite)];
        if (values.Length == 0) return 0;
        double mean = values.Average(), cubes = 0, squares = 0;
        foreach (double value in values)
        {
            double d = mean - value;
            squares += d * d;
            cubes += d * d * d;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }

    /// <summary>The interval that covers the true value in so many of all experiments.</summary>
    /// <param name="level">Such as 0.95.</param>
    public Interval Interval(double level = 0.95)
    {
        if (!Defined) return new Interval(double.NaN, double.NaN);
        double z = double.IsInfinity(units) ? Normal.InvCDF(0, 1, (1 - level) / 2) : Spread * StudentT.InvCDF(0, 1, units - 1, (1 - level) / 2);
        return new Interval(Percentile(Corrected(z)), Percentile(Corrected(-z)));
    }

    /// <summary>The two-sided p-value of the hypothesis that the true value is <paramref name="value"/>: that of the interval which just
    /// touches it. About 2 / (replicates + 1) is the least it can say.</summary>
    public double PValue(double value = 0)
    {
        if (!Defined) return double.NaN;
        double w = Normal.InvCDF(0, 1, Inner(Below(value))) - bias;
        double slope = 1 + acceleration * w;
        double z = slope > 0 ? w / slope - bias : w > 0 ? double.PositiveInfinity : double.NegativeInfinity;
        double tail = double.IsInfinity(units) ? Normal.CDF(0, 1, -Math.Abs(z)) : StudentT.CDF(0, 1, units - 1, -Math.Abs(z) / Spread);
        return Math.Max(2 * tail, 1.0 / (replicates.Length + 1));
    }

    double Spread => Math.Sqrt(units / (units - 1));

    /// <summary>The part of the replicates below a value, those equal to it counted half.</summary>
    double Below(double value)
    {
        // Scores that are equal but for the order of additions are ties.
        double slack = 1e-12 * Math.Max(1, Math.Abs(value));
        int less = 0, equal = 0;
        foreach (double replicate in replicates)
            if (Math.Abs(replicate - value) <= slack) equal++;
            else if (replicate < value) less++;
        return (less + 0.5 * equal) / replicates.Length;
    }

    /// <summary>A share kept away from 0 and 1, where the normal quantile is infinite.</summary>
    double Inner(double share) => Math.Clamp(share, 1.0 / (replicates.Length + 1), replicates.Length / (replicates.Length + 1.0));

    double Corrected(double z) => Normal.CDF(0, 1, bias + (bias + z) / (1 - acceleration * (bias + z)));

    /// <summary>With linear interpolation between order statistics, as numpy does.</summary>
    double Percentile(double share)
    {
        double place = share * (replicates.Length - 1);
        int below = (int)Math.Floor(place);
        return below + 1 >= replicates.Length
            ? replicates[^1]
            : replicates[below] + (place - below) * (replicates[below + 1] - replicates[below]);
    }
}
