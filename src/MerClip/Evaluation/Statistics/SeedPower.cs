using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;

namespace MerClip.Evaluation.Statistics;

/// <summary>How many seeds show a difference, by the noncentral t distribution of the two-sided two-sample t-test with as many seeds
/// in each run. It is about these test utterances: what they leave open, no number of seeds settles.</summary>
public static class SeedPower
{
    /// <summary>The most seeds that are looked at.</summary>
    public const int Most = 100_000;

    /// <summary>The probability that the test finds the difference.</summary>
    /// <param name="effect">The difference in standard deviations over seeds.</param>
    /// <param name="seeds">How many seeds each run has; at least two.</param>
    /// <param name="alpha">The level of the test.</param>
    public static double Power(double effect, int seeds, double alpha = 0.05)
    {
        double freedom = 2.0 * seeds - 2, shift = Math.Abs(effect) * Math.Sqrt(seeds / 2.0);
        double critical = StudentT.InvCDF(0, 1, freedom, 1 - alpha / 2);
        // t = (z + shift) / u with z normal and u = √(χ²/freedom): the mean over u of P(|z + shift| > critical · u).
        var chi = new Gamma(freedom / 2, freedom / 2);
        double Beyond(double u) => (Normal.CDF(0, 1, shift - critical * u) + Normal.CDF(0, 1, -shift - critical * u))
            * 2 * u * Math.Exp(chi.DensityLn(u * u)); // the density itself overflows
        double width = 12 / Math.Sqrt(2 * freedom);
        return GaussLegendreRule.Integrate(Beyond, Math.Max(0, 1 - width), 1 + width, 256);
    }

    /// <summary>How many seeds each run needs; null if more than <see cref="Most"/> do not do.</summary>
    /// <param name="difference">The difference of means to be found.</param>
    /// <param name="deviation">The standard deviation over seeds.</param>
    /// <param name="power">The probability with which it is to be found.</param>
    /// <param name="alpha">The level of the test.</param>
    public static int? SeedsFor(double difference, double deviation, double power = 0.8, double alpha = 0.05)
    {
        if (!(difference != 0 && deviation >= 0)) return null;
        double effect = difference / deviation;
        if (double.IsInfinity(effect)) return 2;
        if (Power(effect, Most, alpha) < power) return null;
        int low = 2, high = Most;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Power(effect, middle, alpha) >= power) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
