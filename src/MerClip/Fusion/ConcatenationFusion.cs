using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MerClip.Fusion;

/// <summary>
/// Control for sequential fusion: all steps of all modalities stand in one long sequence, marked by a learned vector a
/// modality, and every block looks at all of it.
/// </summary>
public sealed class ConcatenationFusion : LabelGuidedFusion
{
    readonly Data.Modality[] order;
    readonly Parameter mark;

    /// <summary>Makes the fusion.</summary>
    /// <param name="options">Sizes, and the modalities to make blocks for.</param>
    public ConcatenationFusion(FusionOptions options) : base(options, nameof(ConcatenationFusion))
    {
        order = [.. options.Modalities];
        mark = nn.Parameter(randn(order.Length, options.Width).Times(0.02));
        RegisterComponents();
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> Fuse(Tensor queries, IReadOnlyList<EncodedModality> modalities)
    {
        if (modalities.Count == 0) return [queries];
        var marked = modalities.Select(x => x.Steps.Plus(mark[Array.IndexOf(order, x.Modality)])); // [B, L_m, d]
        var all = new EncodedModality(order[0], cat([.. marked], 1), cat([.. modalities.Select(x => x.Mask)], 1));
        var stages = new List<Tensor> { queries };
        foreach (var modality in order) stages.Add(Look(stages[^1], modality, all));
        return stages[1..];
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Data.Modality> Seen(Data.Modality modality, IReadOnlyList<EncodedModality> modalities) =>
        [.. modalities.Select(x => x.Modality)];
}
