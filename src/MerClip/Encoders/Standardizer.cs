using MerClip.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Encoders;

/// <summary>
/// Brings each feature to mean 0 and deviation 1, by statistics of the training split that are saved with the model. What is
/// further out than <see cref="Limit"/> deviations is cut there (a broken sensor must not drown an utterance); a feature
/// that never changed in training becomes 0.
/// </summary>
public sealed class Standardizer : Module<Tensor, Tensor>
{
    /// <summary>Furthest value that comes out, in standard deviations.</summary>
    public const double Limit = 4;

    readonly Tensor mean, scale;

    /// <summary>Makes a standardizer that changes nothing until <see cref="Fit"/> or loading.</summary>
    /// <param name="width">How many features there are, D.</param>
    public Standardizer(int width) : base(nameof(Standardizer))
    {
        mean = zeros(width);
        scale = ones(width);
        RegisterComponents();
    }

    /// <summary>Takes the statistics from sequences; padding is not among them.</summary>
    /// <param name="sequences">Training sequences; columns beyond the width are ignored. None leaves it as it is.</param>
    public void Fit(IEnumerable<FeatureSequence> sequences)
    {
        int width = (int)mean.numel();
        var (sum, squares) = (new double[width], new double[width]);
        long steps = 0;
        float[] buffer = [];
        foreach (var sequence in sequences)
        {
            var values = sequence.Read(ref buffer);
            for (int step = 0; step < sequence.Steps; step++, steps++)
                for (int f = 0; f < width; f++)
                {
                    double x = values[step * sequence.Width + f];
                    sum[f] += x;
                    squares[f] += x * x;
                }
        }
        if (steps == 0) return;
        var means = sum.Select(s => s / steps).ToArray();
        var scales = squares.Select((s, f) => Math.Sqrt(Math.Max(0, s / steps - means[f] * means[f])))
            .Select((deviation, f) => deviation > 1e-6 * Math.Abs(means[f]) + 1e-12 ? (float)(1 / deviation) : 0);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        mean.copy_(tensor(means.Select(m => (float)m).ToArray()));
        scale.copy_(tensor(scales.ToArray()));
    }

    /// <summary>Standardizes the last dimension.</summary>
    /// <param name="values"><c>[…, D]</c>.</param>
    /// <returns>The same shape, within ±<see cref="Limit"/>.</returns>
    public override Tensor forward(Tensor values) => ((values - mean) * scale).AtLeast(-Limit).AtMost(Limit);
}
