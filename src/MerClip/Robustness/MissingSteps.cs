using MerClip.Data;

namespace MerClip.Robustness;

/// <summary>
/// Steps of every modality are missing at random, those of a transcript being its words: the protocol of LNLN, and of TFR-Net in
/// MMSA. What is missing is skipped, and a modality of which nothing is left is missing; there it becomes zeros, or <c>[UNK]</c>.
/// For features of the data the steps are the same ones as there: docs/robustness.md says when.
/// </summary>
/// <param name="only">The modalities that it may touch; null for all.</param>
public sealed class MissingSteps(IReadOnlyList<Modality>? only) : Damage("missing", only)
{
    /// <inheritdoc/>
    public override Damaged Apply(CleanInputs inputs, double rate, int seed, CancellationToken stop = default)
    {
        var examples = inputs.Examples;
        foreach (var modality in Reaches(inputs))
            if (modality == Modality.Text && inputs.HasTranscripts)
            {
                var read = MissingWords.Drop(inputs, rate, seed, stop);
                examples = [.. examples.Zip(read, (e, r) => CleanInputs.With(e, modality, r.Inputs.GetValueOrDefault(modality)))];
            }
            else
            {
                var present = Kept(examples.Count, inputs.Longest(modality), rate, seed);
                examples = [.. examples.Select((e, i) =>
                    CleanInputs.With(e, modality, Drop(e.Inputs.GetValueOrDefault(modality), step => present[i, step])))];
            }
        return new Damaged(examples);
    }

    /// <summary>Which places of <c>[count, longest]</c> are left: those where a uniform number, drawn row by row, is above the
    /// rate.</summary>
    internal static bool[,] Kept(int count, int longest, double rate, int seed)
    {
        var draws = new NumpyDraws(seed);
        var kept = new bool[count, longest];
        for (int row = 0; row < count; row++)
            for (int step = 0; step < longest; step++)
                kept[row, step] = draws.Next() > rate;
        return kept;
    }

    /// <inheritdoc/>
    protected override bool CanReach(CleanInputs inputs, Modality modality) => true;

    static FeatureSequence? Drop(FeatureSequence? sequence, Func<int, bool> isKept)
    {
        if (sequence is null) return null;
        int[] kept = [.. Enumerable.Range(0, sequence.Steps).Where(isKept)];
        if (kept.Length == 0) return null;
        var values = new float[kept.Length * sequence.Width];
        ReadOnlySpan<float> all = sequence.Values.Span;
        for (int i = 0; i < kept.Length; i++)
            all.Slice(kept[i] * sequence.Width, sequence.Width).CopyTo(values.AsSpan(i * sequence.Width));
        return new FeatureSequence(values, kept.Length, sequence.Width);
    }
}
