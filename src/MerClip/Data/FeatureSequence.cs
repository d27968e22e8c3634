namespace MerClip.Data;

/// <summary>Precomputed features of one modality of one utterance, padding already cut off.</summary>
/// <param name="Values">The numbers, row-major <c>[Steps, Width]</c>: a view into the corpus, not a copy.</param>
/// <param name="Steps">How many time steps there are; at least 1.</param>
/// <param name="Width">How many features a step has.</param>
public sealed record FeatureSequence(ReadOnlyMemory<float> Values, int Steps, int Width);
