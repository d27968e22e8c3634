using MerClip.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Fusion;

/// <summary>
/// A way of bringing modalities together with the label embeddings as queries. Every kind has the same blocks, so that
/// comparing them compares the wiring and not the number of parameters.
/// </summary>
public abstract class LabelGuidedFusion : Module<Tensor, IReadOnlyList<EncodedModality>, IReadOnlyList<Tensor>>
{
    readonly ModuleDict<ModuleList<FusionBlock>> blocks = ModuleDict<ModuleList<FusionBlock>>();
    readonly IReadOnlyList<Modality> order;
    readonly int width;

    /// <summary>The kinds by the name that configs use. A new kind is one class and one line here.</summary>
    public static IReadOnlyDictionary<string, Func<FusionOptions, LabelGuidedFusion>> Kinds { get; } =
        new Dictionary<string, Func<FusionOptions, LabelGuidedFusion>>
        {
            ["sequential"] = o => new CrossModalDecoder(o),
            ["parallel"] = o => new ParallelFusion(o),
            ["concatenation"] = o => new ConcatenationFusion(o),
        };

    /// <summary>Makes <see cref="FusionOptions.Layers"/> blocks for each modality.</summary>
    protected LabelGuidedFusion(FusionOptions options, string name) : base(name)
    {
        (order, width) = (options.Modalities, options.Width);
        foreach (var modality in options.Modalities)
        {
            var layers = ModuleList<FusionBlock>();
            for (int i = 0; i < options.Layers; i++) layers.Add(new FusionBlock(options));
            blocks.Add((modality.ToString().ToLowerInvariant(), layers));
        }
    }

    /// <summary>Fuses modalities into the queries.</summary>
    /// <param name="queries">Label embeddings for each utterance, <c>[B, C, d]</c>.</param>
    /// <param name="modalities">The encoded modalities in the order in which to fuse them; it may differ from the order of
    /// training, and modalities may be left out.</param>
    /// <returns>The queries after each stage, each <c>[B, C, d]</c>; the last is the result Z.</returns>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    public sealed override IReadOnlyList<Tensor> forward(Tensor queries, IReadOnlyList<EncodedModality> modalities)
    {
        TensorShape.Require(queries, "queries [B, C, d]", -1, -1, width);
        foreach (var x in modalities)
        {
            TensorShape.Require(x.Steps, $"{x.Modality} steps [B, L, d]", queries.shape[0], -1, width);
            TensorShape.Require(x.Mask, $"{x.Modality} mask [B, L]", queries.shape[0], x.Steps.shape[1]);
        }
        return Fuse(queries, modalities);
    }

    /// <summary>Where the labels look while modalities are fused; arguments as of <see cref="forward"/>. Attention is computed a second
    /// time for this, so that training need not keep it.</summary>
    /// <returns>Each block's attention, in the order in which the blocks work.</returns>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    public IReadOnlyList<AttentionStage> Attend(Tensor queries, IReadOnlyList<EncodedModality> modalities)
    {
        var stages = new List<AttentionStage>();
        var hooks = order.SelectMany(modality => Blocks(modality).Select((block, layer) =>
            block.Cross.register_forward_pre_hook((_, q, steps, mask) =>
            {
                stages.Add(new AttentionStage(modality, layer, Seen(modality, modalities), block.Cross.Weights(q, steps, mask).mean([1])));
                return null;
            }))).ToArray();
        try
        {
            call(queries, modalities);
        }
        finally
        {
            foreach (var hook in hooks) hook.remove();
        }
        return stages;
    }

    /// <summary><see cref="forward"/>, with shapes already checked.</summary>
    protected abstract IReadOnlyList<Tensor> Fuse(Tensor queries, IReadOnlyList<EncodedModality> modalities);

    /// <summary>The modalities whose steps the blocks of a modality look at, one after the other.</summary>
    protected virtual IReadOnlyList<Modality> Seen(Modality modality, IReadOnlyList<EncodedModality> modalities) => [modality];

    /// <summary>The queries after the blocks of a modality have looked at steps, <c>[B, C, d]</c>; utterances without a
    /// step keep their queries as they were.</summary>
    protected Tensor Look(Tensor queries, Modality modality, EncodedModality at)
    {
        var q = queries;
        foreach (var block in Blocks(modality)) q = block.call(q, at.Steps, at.Mask);
        return q.where(at.Present(), queries);
    }

    ModuleList<FusionBlock> Blocks(Modality modality) => blocks[modality.ToString().ToLowerInvariant()];
}
