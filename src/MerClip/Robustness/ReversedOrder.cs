using MerClip.Data;

namespace MerClip.Robustness;

/// <summary>Utterances are fused from right to left, in the reverse of the order of training, each by chance; at rate 1 all of
/// them. The inputs are whole: it shows how much the order itself carries.</summary>
/// <param name="only">The modalities that it may touch: only all of them make sense.</param>
public sealed class ReversedOrder(IReadOnlyList<Modality>? only) : Damage("order", only)
{
    /// <inheritdoc/>
    public override Damaged Apply(CleanInputs inputs, double rate, int seed, CancellationToken stop = default)
    {
        var kept = MissingSteps.Kept(inputs.Examples.Count, 1, rate, seed);
        return new Damaged(inputs.Examples, [.. Enumerable.Range(0, inputs.Examples.Count).Select(i => !kept[i, 0])]);
    }

    /// <inheritdoc/>
    protected override bool CanReach(CleanInputs inputs, Modality modality) => inputs.Order.Count > 1;
}
