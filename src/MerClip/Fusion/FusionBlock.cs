using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Fusion;

/// <summary>
/// One block of the cross-modal decoder: labels look at each other, then at the steps of a modality, then a feed-forward
/// layer works on each. Pre-norm, residual.
/// </summary>
public sealed class FusionBlock : Module<Tensor, Tensor, Tensor, Tensor>
{
    readonly LayerNorm normSelf, normCross, normForward;
    readonly MultiHeadAttention self, cross;
    readonly Sequential feedForward;
    readonly Dropout dropout;

    /// <summary>Makes the block with a feed-forward layer of 2·d.</summary>
    /// <param name="options">Sizes and dropout.</param>
    public FusionBlock(FusionOptions options) : base(nameof(FusionBlock))
    {
        int d = options.Width;
        normSelf = LayerNorm(d);
        normCross = LayerNorm(d);
        normForward = LayerNorm(d);
        self = new MultiHeadAttention(d, options.Heads, options.Dropout);
        cross = new MultiHeadAttention(d, options.Heads, options.Dropout);
        feedForward = Sequential(Linear(d, 2 * d), GELU(), Dropout(options.Dropout), Linear(2 * d, d));
        dropout = Dropout(options.Dropout);
        RegisterComponents();
    }

    /// <summary>The attention from labels to steps.</summary>
    public MultiHeadAttention Cross => cross;

    /// <summary>Brings what the labels find in the steps into the queries.</summary>
    /// <param name="queries">One query a label, <c>[B, C, d]</c>.</param>
    /// <param name="steps">Encoded steps of a modality, <c>[B, L, d]</c>.</param>
    /// <param name="mask">True at real steps, <c>[B, L]</c>.</param>
    /// <returns><c>[B, C, d]</c>.</returns>
    public override Tensor forward(Tensor queries, Tensor steps, Tensor mask)
    {
        var normal = normSelf.call(queries);
        var q = queries.Plus(dropout.call(self.call(normal, normal, null)));
        q = q.Plus(dropout.call(cross.call(normCross.call(q), steps, mask)));
        return q.Plus(dropout.call(feedForward.call(normForward.call(q))));
    }
}
