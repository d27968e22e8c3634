using MerClip.Data;
using MerClip.Labels;
using static TorchSharp.torch;

namespace MerClip.Prediction;

/// <summary>Labels hold each for itself: sigmoid and binary cross-entropy, or the asymmetric loss that plays down the many
/// easy negatives (Ridnik et al., ICCV 2021). Truth is an emotion with a strength above 0.</summary>
public sealed class MultiObjective(LabelSet set, ObjectiveOptions options) : Objective
{
    /// <inheritdoc/>
    public override float[] Target(Utterance utterance, Corpus corpus)
    {
        if (utterance.Emotions is null)
            throw new InputException(
                $"utterance {utterance.Id} has no emotions, which label set {set.Name} needs: use labels that the data has");
        return [.. set.Labels.Select(label =>
        {
            int column = corpus.Emotions.ToList().FindIndex(e => string.Equals(e, label.Name, StringComparison.OrdinalIgnoreCase));
            if (column < 0)
                throw new InputException($"label '{label.Name}' of {set.Name} is no emotion of the data, which has "
                    + string.Join(", ", corpus.Emotions));
            return utterance.Emotions[column] > 0 ? 1f : 0f;
        })];
    }

    /// <inheritdoc/>
    public override Tensor Loss(Tensor logits, Tensor targets)
    {
        TensorShape.Require(logits, "logits [B, C]", targets.shape[0], set.Count);
        var present = targets * nn.functional.logsigmoid(logits);
        var absent = targets.From(1) * nn.functional.logsigmoid(-logits);
        // p^γ as exp(γ log p): the gradient of a power at p = 0 is not finite for γ < 1.
        if (options.NegativeFocus > 0)
            absent = absent * nn.functional.logsigmoid(logits).Times(options.NegativeFocus).exp();
        return -present.Plus(absent).mean();
    }

    /// <inheritdoc/>
    public override Tensor Probabilities(Tensor logits) => logits.sigmoid();

    /// <inheritdoc/>
    public override string Prediction(ReadOnlySpan<float> probabilities) => Names(probabilities, options.Threshold);

    /// <inheritdoc/>
    public override string Truth(ReadOnlySpan<float> target) => Names(target, 0.5);

    string Names(ReadOnlySpan<float> degrees, double from)
    {
        var names = new List<string>();
        for (int c = 0; c < degrees.Length; c++)
            if (degrees[c] >= from) names.Add(set.Labels[c].Name);
        return string.Join('|', names);
    }
}
