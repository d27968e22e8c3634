using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Encoders.Clip;

/// <summary>A block of CLIP's transformers: attention and feed-forward layer, both behind a layer norm, both residual.</summary>
sealed class ClipBlock : Module<Tensor, Tensor>
{
    readonly LayerNorm attentionNorm, forwardNorm;
    readonly Linear inputs, output, widen, narrow;
    readonly ClipTowerOptions options;
    readonly bool causal;

    /// <param name="options">Sizes.</param>
    /// <param name="causal">Whether a position sees only itself and those before, as in texts.</param>
    public ClipBlock(ClipTowerOptions options, bool causal) : base(nameof(ClipBlock))
    {
        (this.options, this.causal) = (options, causal);
        attentionNorm = LayerNorm(options.Width, options.Epsilon);
        forwardNorm = LayerNorm(options.Width, options.Epsilon);
        inputs = Linear(options.Width, 3 * options.Width); // queries, keys and values in one product
        output = Linear(options.Width, options.Width);
        widen = Linear(options.Width, options.Hidden);
        narrow = Linear(options.Hidden, options.Width);
        RegisterComponents();
    }

    /// <summary>The weights by OpenAI's names, without those of the block.</summary>
    public IEnumerable<(string Name, Parameter Weight)> Weights =>
    [
        ("ln_1.weight", attentionNorm.weight!), ("ln_1.bias", attentionNorm.bias!),
        ("attn.in_proj_weight", inputs.weight!), ("attn.in_proj_bias", inputs.bias!),
        ("attn.out_proj.weight", output.weight!), ("attn.out_proj.bias", output.bias!),
        ("ln_2.weight", forwardNorm.weight!), ("ln_2.bias", forwardNorm.bias!),
        ("mlp.c_fc.weight", widen.weight!), ("mlp.c_fc.bias", widen.bias!),
        ("mlp.c_proj.weight", narrow.weight!), ("mlp.c_proj.bias", narrow.bias!),
    ];

    /// <param name="x"><c>[N, L, w]</c>.</param>
    /// <returns><c>[N, L, w]</c>.</returns>
    public override Tensor forward(Tensor x)
    {
        x = x.Plus(Attend(attentionNorm.call(x)));
        var wide = widen.call(forwardNorm.call(x));
        wide = options.Activation == ClipActivation.Gelu ? functional.gelu(wide) : wide.Times(1.702).sigmoid().mul(wide);
        return x.Plus(narrow.call(wide));
    }

    Tensor Attend(Tensor x)
    {
        long count = x.shape[0], length = x.shape[1], heads = options.Heads;
        // [N, L, 3w] -> three of [N, h, L, w/h], views of one tensor
        var parts = inputs.call(x).view(count, length, 3, heads, options.Width / heads).permute(2, 0, 3, 1, 4).unbind(0);
        var heard = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], is_casual: causal);
        return output.call(heard.transpose(1, 2).reshape(count, length, options.Width));
    }
}
