namespace MerClip.Explain;

/// <summary>An utterance of training that is like another to the model.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">Its transcript.</param>
/// <param name="Truth">What is true of it, as results write it; null if that is not known.</param>
/// <param name="Cosine">How alike they are, [−1, 1].</param>
public sealed record UtteranceNeighbour(string Id, string Text, string? Truth, double Cosine);
