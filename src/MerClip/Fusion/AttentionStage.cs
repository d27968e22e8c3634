using MerClip.Data;
using static TorchSharp.torch;

namespace MerClip.Fusion;

/// <summary>Where the labels look in one block of a fusion.</summary>
/// <param name="Modality">Whose block it is.</param>
/// <param name="Layer">Which of the modality's blocks, from 0.</param>
/// <param name="Seen">The modalities whose steps stand in the weights, one after the other: the block's own, or all of them in
/// <see cref="ConcatenationFusion"/>.</param>
/// <param name="Weights">How much of each step each label takes, the mean over the heads, <c>[B, C, L]</c>; sums to 1 over the steps.</param>
public sealed record AttentionStage(Modality Modality, int Layer, IReadOnlyList<Modality> Seen, Tensor Weights);
