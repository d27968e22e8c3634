using static TorchSharp.torch;

namespace MerClip.Fusion;

/// <summary>
/// MER-CLIP's cross-modal decoder: modalities are fused one after the other, each time asked by the label queries that the
/// one before has changed (Song and Cho, WACV 2025, abstract). With E the label embeddings and π the fusion order:
/// <c>Z_0 = E, Z_k = Block_π(k)(Z_{k−1}, X_π(k)), Z = Z_M</c>.
/// </summary>
public sealed class CrossModalDecoder : LabelGuidedFusion
{
    /// <summary>Makes the decoder.</summary>
    /// <param name="options">Sizes, and the modalities to make blocks for.</param>
    public CrossModalDecoder(FusionOptions options) : base(options, nameof(CrossModalDecoder)) => RegisterComponents();

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> Fuse(Tensor queries, IReadOnlyList<EncodedModality> modalities)
    {
        var stages = new List<Tensor> { queries };
        foreach (var x in modalities) stages.Add(Look(stages[^1], x.Modality, x));
        return stages.Count == 1 ? stages : stages[1..];
    }
}
