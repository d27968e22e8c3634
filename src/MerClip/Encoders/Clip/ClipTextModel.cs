using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Encoders.Clip;

/// <summary>CLIP's text encoder: token and position embeddings, a causal transformer, a final norm and a projection.</summary>
public sealed class ClipTextModel : Module<Tensor, Tensor>
{
    readonly Parameter tokens, positions, projection;
    readonly ClipTransformer transformer;
    readonly LayerNorm norm;
    readonly ClipOptions options;

    internal ClipTextModel(ClipOptions options) : base(nameof(ClipTextModel))
    {
        this.options = options;
        int width = options.Text.Width;
        tokens = new Parameter(randn(options.Vocabulary, width).Scale_(0.02));
        positions = new Parameter(randn(options.Positions, width).Scale_(0.01));
        projection = new Parameter(randn(width, options.Joint).Scale_(1 / Math.Sqrt(width)));
        transformer = new ClipTransformer(options.Text, causal: true);
        norm = LayerNorm(width, options.Text.Epsilon);
        RegisterComponents();
    }

    /// <summary>The weights by OpenAI's names.</summary>
    internal IEnumerable<(string Name, Parameter Weight)> Weights =>
    [
        ("token_embedding.weight", tokens), ("positional_embedding", positions), .. transformer.Weights,
        ("ln_final.weight", norm.weight!), ("ln_final.bias", norm.bias!), ("text_projection", projection),
    ];

    /// <summary>Encodes every position.</summary>
    /// <param name="ids">Token ids, int64 <c>[N, L]</c>; L at most the model's positions. What follows a position does not
    /// affect it, so padding may be cut off.</param>
    /// <returns>Every position after the final norm and the projection, <c>[N, L, d]</c>.</returns>
    public override Tensor forward(Tensor ids) => norm.call(Hidden(ids)).matmul(projection); // [N, L, w] x [w, d]

    /// <summary>Encodes texts, each as one vector: that of its end token.</summary>
    /// <param name="ids">Token ids, int64 <c>[N, L]</c>.</param>
    /// <returns><c>[N, d]</c>, not normalized.</returns>
    public Tensor Pool(Tensor ids)
    {
        var hidden = Hidden(ids);
        var ends = tensor([.. EndsOf(ids).Select((end, i) => i * ids.shape[1] + end)], device: ids.device);
        var last = hidden.flatten(0, 1).index_select(0, ends); // [N, L, w] -> [N, w]
        return norm.call(last).mm(projection);
    }

    /// <summary>Where each text ends: the first end token, or the largest id where the model names none.</summary>
    /// <param name="ids">Token ids, int64 <c>[N, L]</c>.</param>
    public long[] EndsOf(Tensor ids)
    {
        using var here = ids.cpu();
        long[] all = here.contiguous().data<long>().ToArray();
        return [.. all.Chunk((int)ids.shape[1]).Select(text =>
            (long)Math.Max(0, Array.IndexOf(text, options.EndId is { } end ? end : text.Max())))];
    }

    Tensor Hidden(Tensor ids)
    {
        long length = ids.dim() == 2 ? ids.shape[1] : -1;
        TensorShape.Require(ids, "token ids [N, L]", -1, -1);
        if (length > options.Positions || length < 1)
            throw new ArgumentException($"token ids [N, L]: L is {length}, and the model has {options.Positions} positions");
        using var least = ids.min();
        using var most = ids.max();
        if (least.cpu().data<long>()[0] < 0 || most.cpu().data<long>()[0] >= options.Vocabulary)
            throw new ArgumentException($"token ids: the model has {options.Vocabulary} tokens; the vocabulary belongs to another model");
        var x = tokens.index_select(0, ids.flatten()).view(ids.shape[0], length, options.Text.Width); // [N, L] -> [N, L, w]
        return transformer.call(x.Plus(positions.narrow(0, 0, length)));
    }
}
