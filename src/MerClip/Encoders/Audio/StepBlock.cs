using MerClip.Fusion;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Encoders.Audio;

/// <summary>One block of <see cref="StepTransformer"/>: steps look at each other, then a feed-forward layer of 2·d works on each.</summary>
sealed class StepBlock : Module<Tensor, Tensor, Tensor>
{
    readonly LayerNorm normSelf, normForward;
    readonly MultiHeadAttention self;
    readonly Sequential feedForward;
    readonly Dropout dropout;

    public StepBlock(ModelOptions options) : base(nameof(StepBlock))
    {
        int d = options.Width;
        normSelf = LayerNorm(d);
        normForward = LayerNorm(d);
        self = new MultiHeadAttention(d, options.Heads, options.Dropout);
        feedForward = Sequential(Linear(d, 2 * d), GELU(), Dropout(options.Dropout), Linear(2 * d, d));
        dropout = Dropout(options.Dropout);
        RegisterComponents();
    }

    public override Tensor forward(Tensor steps, Tensor mask)
    {
        var normal = normSelf.call(steps);
        var x = steps.Plus(dropout.call(self.call(normal, normal, mask)));
        return x.Plus(dropout.call(feedForward.call(normForward.call(x))));
    }
}
