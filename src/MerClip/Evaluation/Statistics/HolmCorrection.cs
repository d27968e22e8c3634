namespace MerClip.Evaluation.Statistics;

/// <summary>Holm's correction (1979): of all tests of a family, the chance that any finds a difference where there is none stays at the
/// level of one.</summary>
public static class HolmCorrection
{
    /// <summary>Corrects p-values.</summary>
    /// <param name="pValues">The family; NaN is no test.</param>
    /// <returns>The corrected ones, in the same order.</returns>
    public static double[] Of(IReadOnlyList<double> pValues)
    {
        var corrected = pValues.ToArray();
        int left = pValues.Count(p => !double.IsNaN(p));
        double most = 0;
        foreach (var (place, p) in pValues.Index().Where(p => !double.IsNaN(p.Item)).OrderBy(p => p.Item))
            corrected[place] = most = Math.Max(most, Math.Min(1, left-- * p));
        return corrected;
    }
}
