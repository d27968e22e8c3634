using MerClip.Data;
using MerClip.Fusion;
using MerClip.Labels;
using static TorchSharp.torch;

namespace MerClip.Explain;

/// <summary>
/// Gradient × input (Shrikumar et al. 2016) at the encoded steps X_m, <c>[L, d]</c>, of each modality. The input is counted from the
/// mean step of the utterance's modality: what the quantity would lose, as far as a straight line tells, if the step became
/// like the others. A vector of zeros, the usual origin, is nothing that an encoder with a norm at its end ever gives, and
/// what is counted from there has hardly anything to do with what occlusion finds. The only step of a modality gets 0.
/// </summary>
public static class StepGradient
{
    /// <summary>Computes it for all steps in one backward pass.</summary>
    /// <param name="model">The model.</param>
    /// <param name="example">The utterance.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="quantity">What is looked at.</param>
    /// <param name="steps">The steps; a word of several tokens has the sum of theirs.</param>
    /// <returns>Positive where the step raises the quantity, [S].</returns>
    public static IReadOnlyList<double> Of(
        MerClipModel model, Example example, LabelInput labels, ExplainedQuantity quantity, IReadOnlyList<StepSpan> steps)
    {
        if (steps.Count == 0) return [];
        model.eval();
        using var scope = NewDisposeScope();
        using var _ = enable_grad();
        EncodedModality[] encoded = [.. model.Encode(OneExample.Of(model, example, labels))
            .Select(x => x with { Steps = x.Steps.detach().requires_grad_() })];
        var value = quantity.Of(model.Decode(1, encoded, labels)[^1]).sum();
        var gradients = autograd.grad([value], [.. encoded.Select(x => x.Steps)]);
        var products = encoded.Zip(gradients).ToDictionary(p => p.First.Modality, p => Product(p.First.Steps.detach(), p.Second));
        return [.. steps.Select(s => products[s.Modality].Skip(s.First).Take(s.Count).Sum(x => (double)x))];
    }

    static float[] Product(Tensor steps, Tensor gradient) =>                                  // [1, L, d] -> [L]
        ((steps - steps.mean([1], keepdim: true)) * gradient).sum(-1).cpu().contiguous().data<float>().ToArray();
}
