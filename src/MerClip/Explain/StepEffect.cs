using MathNet.Numerics.Statistics;

namespace MerClip.Explain;

/// <summary>How much a step moved the prediction, told in two ways; positive where it raised the quantity.</summary>
/// <param name="Step">The step.</param>
/// <param name="Occlusion">What <see cref="StepOcclusion"/> says.</param>
/// <param name="Gradient">What <see cref="StepGradient"/> says.</param>
public sealed record StepEffect(StepSpan Step, double Occlusion, double Gradient)
{
    /// <summary>Whether the two ways put steps in the same order: Spearman's rank correlation, [−1, 1].</summary>
    /// <param name="effects">The steps.</param>
    /// <returns>Null for less than three steps, or where one way makes no difference between them.</returns>
    public static double? Agreement(IReadOnlyCollection<StepEffect> effects)
    {
        if (effects.Count < 3) return null;
        double rho = Correlation.Spearman(effects.Select(e => e.Occlusion), effects.Select(e => e.Gradient));
        return double.IsFinite(rho) ? rho : null;
    }
}
