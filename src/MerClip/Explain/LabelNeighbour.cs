namespace MerClip.Explain;

/// <summary>A label beside what it found in an utterance.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Cosine">cos(Z_c, E_c), [−1, 1]: what the prediction compares.</param>
public sealed record LabelNeighbour(string Label, double Cosine);
