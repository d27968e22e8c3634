namespace MerClip.Data;

/// <summary>An utterance as numbers: what a model reads and what it should say.</summary>
/// <param name="Utterance">Where it comes from.</param>
/// <param name="Inputs">The output of the frozen encoders, or features of the data, by modality; a missing modality has no
/// entry.</param>
/// <param name="Target">The truth as the objective wants it, K numbers; null if it is not known.</param>
public sealed record Example(
    Utterance Utterance, IReadOnlyDictionary<Modality, FeatureSequence> Inputs, float[]? Target)
{
    /// <summary>Steps of the longest modality: what the example costs in a batch.</summary>
    public int Length => Inputs.Count == 0 ? 1 : Inputs.Values.Max(s => s.Steps);
}
