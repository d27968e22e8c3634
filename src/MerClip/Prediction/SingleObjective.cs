using MerClip.Data;
using MerClip.Labels;
using static TorchSharp.torch;

namespace MerClip.Prediction;

/// <summary>Exactly one label holds: softmax and cross-entropy. Truth is the annotation of the data, matched to the labels'
/// names without regard to case.</summary>
public sealed class SingleObjective(LabelSet set) : Objective
{
    /// <inheritdoc/>
    public override float[] Target(Utterance utterance, Corpus corpus)
    {
        int label = set.Labels.ToList()
            .FindIndex(l => string.Equals(l.Name, utterance.Annotation, StringComparison.OrdinalIgnoreCase));
        if (label >= 0) return [label];
        throw new InputException(
            $"utterance {utterance.Id} is annotated '{utterance.Annotation ?? "nothing"}', which is no label of {set.Name}: "
            + $"it has {string.Join(", ", set.Labels.Select(l => l.Name))}");
    }

    /// <inheritdoc/>
    public override Tensor Loss(Tensor logits, Tensor targets)
    {
        TensorShape.Require(logits, "logits [B, C]", targets.shape[0], set.Count);
        return nn.functional.cross_entropy(logits, targets.squeeze(1).to_type(ScalarType.Int64));
    }

    /// <inheritdoc/>
    public override Tensor Probabilities(Tensor logits) => logits.softmax(1);

    /// <inheritdoc/>
    public override string Prediction(ReadOnlySpan<float> probabilities)
    {
        int best = 0;
        for (int c = 1; c < probabilities.Length; c++)
            if (probabilities[c] > probabilities[best]) best = c;
        return set.Labels[best].Name;
    }

    /// <inheritdoc/>
    public override string Truth(ReadOnlySpan<float> target) => set.Labels[(int)target[0]].Name;
}
