using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Encoders.Clip;

/// <summary>Blocks one after the other.</summary>
sealed class ClipTransformer : Module<Tensor, Tensor>
{
    readonly ModuleList<ClipBlock> blocks;

    public ClipTransformer(ClipTowerOptions options, bool causal) : base(nameof(ClipTransformer))
    {
        if (options.Heads < 1 || options.Width % options.Heads != 0)
            throw new InputException($"a CLIP of width {options.Width} cannot have {options.Heads} heads: correct its config.json");
        blocks = new([.. Enumerable.Range(0, options.Layers).Select(_ => new ClipBlock(options, causal))]);
        RegisterComponents();
    }

    /// <summary>The weights by OpenAI's names.</summary>
    public IEnumerable<(string Name, Parameter Weight)> Weights =>
        blocks.SelectMany((block, i) => block.Weights.Select(w => ($"transformer.resblocks.{i}.{w.Name}", w.Weight)));

    /// <param name="x"><c>[N, L, w]</c>.</param>
    /// <returns><c>[N, L, w]</c>.</returns>
    public override Tensor forward(Tensor x)
    {
        foreach (var block in blocks)
        {
            using var scope = NewDisposeScope(); // without it every block's intermediate results stay to the end
            x = block.call(x).MoveToOuterDisposeScope();
        }
        return x;
    }
}
