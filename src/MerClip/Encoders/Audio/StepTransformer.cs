using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Encoders.Audio;

/// <summary>
/// A small transformer over the steps of one modality, for inputs that know nothing of their neighbours: log-mel frames. Positions
/// are sines and cosines (Vaswani et al. 2017, §3.5); blocks are pre-norm and residual.
/// </summary>
public sealed class StepTransformer : Module<Tensor, Tensor, Tensor>
{
    readonly ModuleList<StepBlock> blocks;
    readonly int width;

    /// <summary>Makes the blocks.</summary>
    /// <param name="layers">How many.</param>
    /// <param name="options">Joint width d, heads, dropout.</param>
    public StepTransformer(int layers, ModelOptions options) : base(nameof(StepTransformer))
    {
        width = options.Width;
        blocks = new([.. Enumerable.Range(0, layers).Select(_ => new StepBlock(options))]);
        RegisterComponents();
    }

    /// <summary>Lets steps look at each other.</summary>
    /// <param name="steps"><c>[B, L, d]</c>.</param>
    /// <param name="mask">True at real steps, <c>[B, L]</c>.</param>
    /// <returns><c>[B, L, d]</c>.</returns>
    public override Tensor forward(Tensor steps, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var x = steps.Plus(Positions(steps.shape[1], width, steps.device));
        foreach (var block in blocks) x = block.call(x, mask);
        return x.MoveToOuterDisposeScope();
    }

    /// <summary>Where each step stands: wave lengths from 2π to 10,000·2π, <c>[L, d]</c>.</summary>
    internal static Tensor Positions(long length, int width, Device device)
    {
        var values = new float[length * width];
        for (int t = 0; t < length; t++)
            for (int f = 0; f < width; f++)
            {
                double angle = t / Math.Pow(10_000, (f - f % 2) / (double)width);
                values[t * width + f] = (float)(f % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
            }
        return tensor(values, [length, width], device: device);
    }
}
