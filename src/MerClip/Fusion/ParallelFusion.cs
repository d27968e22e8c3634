using static TorchSharp.torch;

namespace MerClip.Fusion;

/// <summary>
/// Control for the fusion order: every modality is asked by the label embeddings themselves, and what each adds is
/// averaged over the modalities that the utterance has. <c>Z = E + mean_m (Block_m(E, X_m) − E)</c>.
/// </summary>
public sealed class ParallelFusion : LabelGuidedFusion
{
    /// <summary>Makes the fusion.</summary>
    /// <param name="options">Sizes, and the modalities to make blocks for.</param>
    public ParallelFusion(FusionOptions options) : base(options, nameof(ParallelFusion)) => RegisterComponents();

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> Fuse(Tensor queries, IReadOnlyList<EncodedModality> modalities)
    {
        if (modalities.Count == 0) return [queries];
        List<Tensor> stages = [.. modalities.Select(x => Look(queries, x.Modality, x))];
        var added = stages.Select(z => z - queries).Aggregate(Numbers.Plus);               // a missing one adds 0
        var present = modalities.Select(x => x.Present().to_type(queries.dtype)).Aggregate(Numbers.Plus); // [B, 1, 1]
        stages.Add(queries.Plus(added / present.AtLeast(1)));
        return stages;
    }
}
