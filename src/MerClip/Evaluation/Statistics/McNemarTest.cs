using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace MerClip.Evaluation.Statistics;

/// <summary>McNemar's test: two models decide the same utterances; of those that only one gets right, is it half each? (1947.)
/// Two-sided, equal to statsmodels'.</summary>
/// <param name="OnlyFirst">How many only the first gets right.</param>
/// <param name="OnlySecond">How many only the second gets right.</param>
public sealed record McNemarTest(int OnlyFirst, int OnlySecond)
{
    int N => OnlyFirst + OnlySecond;

    int Fewer => Math.Min(OnlyFirst, OnlySecond);

    /// <summary>By the binomial distribution. Never too small, and so rather large with few utterances.</summary>
    public double Exact => Math.Min(1, 2 * Binomial.CDF(0.5, N, Fewer));

    /// <summary>The exact one less half the probability of what was seen, which is wrong about as often as it says (Fagerland,
    /// Lydersen and Laake, 2013).</summary>
    public double MidP => N == 0 ? 1 : OnlyFirst == OnlySecond ? 1 - 0.5 * Binomial.PMF(0.5, N, Fewer) : Exact - Binomial.PMF(0.5, N, Fewer);

    /// <summary>By the χ² distribution, good with many; 1 if the models never differ.</summary>
    /// <param name="correction">Whether to correct for continuity.</param>
    public double ChiSquared(bool correction = true)
    {
        if (N == 0) return 1;
        double distance = Math.Abs(OnlyFirst - OnlySecond) - (correction ? 1 : 0);
        return SpecialFunctions.Erfc(Math.Sqrt(distance * distance / N / 2)); // the upper tail with one degree of freedom
    }
}
