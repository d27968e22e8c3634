namespace MerClip.Data.Audit;

/// <summary>How long the sequences of a modality are, padding cut off, in steps.</summary>
/// <param name="Modality">The modality.</param>
/// <param name="Padded">How many steps the array has.</param>
/// <param name="Width">How many features a step has.</param>
/// <param name="Missing">How many utterances have no sequence: theirs is all zero.</param>
/// <param name="Minimum">The shortest.</param>
/// <param name="Median">The median.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Maximum">The longest.</param>
public sealed record LengthAudit(
    Modality Modality, int Padded, int Width, int Missing, int Minimum, double Median, double Mean, int Maximum)
{
    const int Bins = 25;

    /// <summary>How many sequences have 1 to <see cref="BinWidth"/> steps, how many up to twice that, and so on.</summary>
    public IReadOnlyList<int> Histogram { get; init; } = [];

    /// <summary>How many lengths are counted together; a 25th of the array's.</summary>
    public int BinWidth => Math.Max(1, (Padded + Bins - 1) / Bins);

    /// <summary>Describes lengths, those that are 0 as missing.</summary>
    internal static LengthAudit Of(Modality modality, int padded, int width, IReadOnlyCollection<int> steps)
    {
        int[] sorted = [.. steps.Where(s => s > 0).Order()];
        int missing = steps.Count - sorted.Length;
        if (sorted.Length == 0) return new LengthAudit(modality, padded, width, missing, 0, 0, 0, 0);
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
        LengthAudit audit = new(modality, padded, width, missing, sorted[0], median, sorted.Average(), sorted[^1]);
        int[] histogram = new int[(padded + audit.BinWidth - 1) / audit.BinWidth];
        foreach (int length in sorted) histogram[(length - 1) / audit.BinWidth]++;
        return audit with { Histogram = histogram };
    }
}
