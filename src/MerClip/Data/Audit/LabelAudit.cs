namespace MerClip.Data.Audit;

/// <summary>The sentiment labels of a split.</summary>
/// <param name="Histogram">How many round, half to even, to −3, −2, … 3; labels outside count at the ends, those that are
/// not finite nowhere.</param>
/// <param name="Mean">Of the finite ones.</param>
/// <param name="Minimum">Of the finite ones.</param>
/// <param name="Maximum">Of the finite ones.</param>
public sealed record LabelAudit(IReadOnlyList<int> Histogram, double Mean, float Minimum, float Maximum)
{
    /// <summary>Counts labels; null if none is finite.</summary>
    internal static LabelAudit? Of(IEnumerable<float> labels)
    {
        float[] finite = [.. labels.Where(float.IsFinite)];
        if (finite.Length == 0) return null;
        int[] histogram = new int[7];
        foreach (float label in finite) histogram[(int)MathF.Round(Math.Clamp(label, -3, 3)) + 3]++;
        return new LabelAudit(histogram, finite.Average(v => (double)v), finite.Min(), finite.Max());
    }
}
