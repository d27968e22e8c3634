using MerClip.Data;

namespace MerClip.Robustness;

/// <summary>Words of the transcripts are missing at random, before any encoder reads them; other modalities stay whole.</summary>
/// <param name="only">The modalities that it may touch; null for all.</param>
public sealed class MissingWords(IReadOnlyList<Modality>? only) : Damage("words", only)
{
    /// <inheritdoc/>
    public override Damaged Apply(CleanInputs inputs, double rate, int seed, CancellationToken stop = default) =>
        new(Drop(inputs, rate, seed, stop));

    internal static IReadOnlyList<Example> Drop(CleanInputs inputs, double rate, int seed, CancellationToken stop)
    {
        var words = inputs.Words;
        var kept = MissingSteps.Kept(words.Count, words.Max(w => w.Length), rate, seed);
        return inputs.WithTexts([.. words.Select((w, i) => string.Join(' ', w.Where((_, place) => kept[i, place])))], stop);
    }

    /// <inheritdoc/>
    protected override bool CanReach(CleanInputs inputs, Modality modality) => modality == Modality.Text && inputs.HasTranscripts;
}
