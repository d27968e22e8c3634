using static TorchSharp.torch;

namespace MerClip.Data;

/// <summary>One modality of a batch, padded on the right to the longest sequence of the batch.</summary>
/// <param name="Values"><c>[B, L, D]</c>, zero at padding.</param>
/// <param name="Mask">True at real steps, <c>[B, L]</c>; a row of false is an utterance without the modality.</param>
public sealed record PaddedSequence(Tensor Values, Tensor Mask);
