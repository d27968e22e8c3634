using MerClip.Data;
using static TorchSharp.torch;

namespace MerClip.Fusion;

/// <summary>What a modality encoder gives to the decoder.</summary>
/// <param name="Modality">Which modality it is.</param>
/// <param name="Steps">The encoded steps X_m, <c>[B, L, d]</c>; what stands at padding is never looked at.</param>
/// <param name="Mask">True at real steps, <c>[B, L]</c>; a row of false is an utterance without this modality.</param>
public sealed record EncodedModality(Modality Modality, Tensor Steps, Tensor Mask)
{
    /// <summary>True for utterances that have the modality, <c>[B, 1, 1]</c>.</summary>
    public Tensor Present() => Mask.any(1, keepdim: true).unsqueeze(2);
}
