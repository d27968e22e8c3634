using static TorchSharp.torch;

namespace MerClip.Training;

/// <summary>
/// AdamW (Loshchilov and Hutter, ICLR 2019) over one long vector. All weights become views into one buffer and all gradients
/// into another, so that a step is a dozen operations however many parameters there are; small models otherwise spend
/// much of a step on calls for tiny tensors. The same layout gives clipping by the global norm and the running average of
/// the weights in one operation each. Vectors (biases, norms, scalars) are not
/// decayed: matrices come first in the buffer, so that what decays is one piece.
/// </summary>
public sealed class FlatAdamW : IDisposable
{
    const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    readonly Tensor weights, gradients, mean, variance, average;
    readonly Tensor matrices; // the part of the weights that decays
    readonly Tensor? shares; // of the step size, a number a weight; null if all have the whole
    readonly double weightDecay, averaging;

    /// <summary>Takes over the parameters of a module: their storage moves into the common buffers.</summary>
    /// <param name="module">A module on its final device, in float32.</param>
    /// <param name="weightDecay">Decoupled weight decay of matrices, a share of a weight a unit of learning rate.</param>
    /// <param name="shareOf">A weight's share of the step size by its name; 0 freezes it. By default every weight takes the whole.</param>
    /// <param name="averaging">Share of the old running average that a step keeps, [0, 1); 0 makes the average equal the
    /// weights.</param>
    public FlatAdamW(nn.Module module, double weightDecay, double averaging, Func<string, double>? shareOf = null)
    {
        (this.weightDecay, this.averaging) = (weightDecay, averaging);
        using var _ = no_grad();
        foreach (var (name, p) in module.named_parameters())
            if (shareOf?.Invoke(name) == 0) p.requires_grad_(false);
        var named = module.named_parameters().Where(p => p.parameter.requires_grad)
            .OrderByDescending(p => IsMatrix(p.parameter)).ToArray();
        var parameters = named.Select(p => p.parameter).ToArray();
        if (parameters.Length == 0) throw new InputException("training.tune freezes every weight: leave some to train");
        long count = parameters.Sum(p => p.numel());
        var device = parameters[0].device;
        weights = zeros(count, device: device);
        gradients = zeros(count, device: device);
        long offset = 0;
        foreach (var p in parameters)
        {
            using var scope = NewDisposeScope();
            Tensor View(Tensor flat) => flat.narrow(0, offset, p.numel()).view(p.shape);
            p.set_(View(weights).copy_(p));
            p.grad = View(gradients).DetachFromDisposeScope();
            offset += p.numel();
        }
        matrices = weights.narrow(0, 0, parameters.Where(IsMatrix).Sum(p => p.numel()));
        var own = named.Select(p => shareOf?.Invoke(p.name) ?? 1).ToArray();
        if (own.Any(share => share != 1))
        {
            using var scope = NewDisposeScope();
            shares = cat([.. parameters.Zip(own, (p, share) => ones(p.numel(), device: device).Times(share))])
                .DetachFromDisposeScope();
        }
        mean = zeros_like(weights);
        variance = zeros_like(weights);
        average = weights.clone();
    }

    /// <summary>Steps taken so far.</summary>
    public long Steps { get; private set; }

    /// <summary>How many numbers are optimised.</summary>
    public long Count => weights.numel();

    /// <summary>Sets all gradients to zero.</summary>
    public void ZeroGradients() => gradients.zero_().Dispose();

    /// <summary>Clips the gradients to a global norm, moves the weights, and moves the running average after them.</summary>
    /// <param name="learningRate">Step size.</param>
    /// <param name="clip">Longest norm that a gradient may have.</param>
    public void Step(double learningRate, double clip)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        Steps++;
        gradients.mul_(gradients.norm().Plus(1e-6).reciprocal().Times(clip).AtMost(1));
        mean.Scale_(Beta1).Add_(gradients, 1 - Beta1);
        variance.Scale_(Beta2).AddProduct_(gradients, gradients, 1 - Beta2);
        if (shares is null) matrices.Scale_(1 - learningRate * weightDecay);
        else matrices.mul_(shares.narrow(0, 0, matrices.numel()).Times(-learningRate * weightDecay).Plus(1));
        // m̂ / (√v̂ + ε) with both corrections as numbers, so that only one vector is made on the way.
        double correction = Math.Sqrt(1 - Math.Pow(Beta2, Steps));
        weights.AddQuotient_(shares is null ? mean : mean.mul(shares), variance.sqrt().Add_(Epsilon * correction),
            -learningRate * correction / (1 - Math.Pow(Beta1, Steps)));
        // Early on the weights move fast, so the average looks back no further than a share of the steps so far.
        double kept = Math.Min(averaging, Steps / (Steps + 10.0));
        average.Scale_(kept).Add_(weights, 1 - kept);
    }

    /// <summary>Exchanges the weights and their running average: before and after the average is evaluated.</summary>
    public void SwapAverage()
    {
        using var _ = no_grad();
        using var held = weights.clone();
        weights.copy_(average);
        average.copy_(held);
    }

    /// <summary>A copy of all weights as they are now, <c>[Count]</c>.</summary>
    public Tensor CopyWeights()
    {
        using var _ = no_grad();
        return weights.clone();
    }

    /// <summary>Sets all weights.</summary>
    /// <param name="values">From <see cref="CopyWeights"/> of the same model, <c>[Count]</c>.</param>
    public void SetWeights(Tensor values)
    {
        TensorShape.Require(values, "weights [n]", Count);
        using var _ = no_grad();
        weights.copy_(values);
    }

    /// <summary>What must be saved, besides <see cref="Steps"/>, to go on later as if nothing had happened.</summary>
    public IReadOnlyDictionary<string, Tensor> State => new Dictionary<string, Tensor>
    {
        ["weights"] = weights, ["mean"] = mean, ["variance"] = variance, ["average"] = average,
    };

    /// <summary>Goes back to a saved state.</summary>
    /// <param name="state">Gives each tensor of <see cref="State"/> by name.</param>
    /// <param name="steps">The steps taken until then.</param>
    public void Restore(Func<string, Tensor> state, long steps)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (name, tensor) in State)
        {
            var saved = state(name);
            TensorShape.Require(saved, $"saved {name} [n]", Count);
            tensor.copy_(saved);
        }
        Steps = steps;
    }

    static bool IsMatrix(Tensor p) => p.dim() > 1;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in new[] { weights, matrices, gradients, mean, variance, average, shares }) tensor?.Dispose();
    }
}
