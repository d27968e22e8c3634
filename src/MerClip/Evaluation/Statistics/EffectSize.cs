using MathNet.Numerics;
using MathNet.Numerics.Statistics;

namespace MerClip.Evaluation.Statistics;

/// <summary>How large a difference of two groups is beside how much their members differ.</summary>
public static class EffectSize
{
    /// <summary>Cohen's d: the difference of means in pooled standard deviations. NaN with fewer than two members in a group, or
    /// without deviation.</summary>
    public static double CohenD(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        double deviation = PooledDeviation(a, b);
        return deviation > 0 ? (a.Average() - b.Average()) / deviation : double.NaN;
    }

    /// <summary>Hedges' g: Cohen's d without its bias in small groups, by the exact factor (Hedges 1981).</summary>
    public static double HedgesG(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        double freedom = a.Count + b.Count - 2;
        return CohenD(a, b) * Math.Exp(SpecialFunctions.GammaLn(freedom / 2) - SpecialFunctions.GammaLn((freedom - 1) / 2))
            / Math.Sqrt(freedom / 2);
    }

    /// <summary>Cliff's δ: how often a member of <paramref name="a"/> is above one of <paramref name="b"/>, less how often it is below,
    /// in [−1, 1].</summary>
    public static double CliffDelta(IReadOnlyList<double> a, IReadOnlyList<double> b) =>
        a.Average(x => b.Average(y => double.IsNaN(x - y) ? double.NaN : Math.Sign(x - y)));

    /// <summary>The standard deviation within the groups, pooled; NaN with fewer than two members in one.</summary>
    public static double PooledDeviation(IReadOnlyList<double> a, IReadOnlyList<double> b) => a.Count < 2 || b.Count < 2
        ? double.NaN
        : Math.Sqrt(((a.Count - 1) * a.Variance() + (b.Count - 1) * b.Variance()) / (a.Count + b.Count - 2));
}
