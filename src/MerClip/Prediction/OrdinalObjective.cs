using System.Globalization;
using MerClip.Data;
using MerClip.Labels;
using static TorchSharp.torch;

namespace MerClip.Prediction;

/// <summary>
/// Labels on a scale. The score is the expectation of the labels' values, ŷ = Σ_c softmax(logits)_c · v_c; the loss is
/// |ŷ − y| plus the cross-entropy against soft labels that split the mass of y linearly between the two nearest values.
/// </summary>
public sealed class OrdinalObjective(LabelSet set, ObjectiveOptions options) : Objective
{
    readonly float[] values = set.Values;

    /// <inheritdoc/>
    public override float[] Target(Utterance utterance, Corpus corpus) =>
        float.IsFinite(utterance.Sentiment)
            ? [utterance.Sentiment]
            : throw new InputException(
                $"utterance {utterance.Id} has no sentiment, which label set {set.Name} needs: use labels that the data has");

    /// <inheritdoc/>
    public override Tensor Loss(Tensor logits, Tensor targets)
    {
        TensorShape.Require(logits, "logits [B, C]", targets.shape[0], values.Length);
        var soft = SoftLabels(targets, tensor(values, device: logits.device));
        var entropy = -(soft * logits.log_softmax(1)).sum(1).mean();
        return AbsoluteError(logits, targets).Times(options.AbsoluteError).Plus(entropy.Times(options.CrossEntropy));
    }

    /// <inheritdoc/>
    public override Tensor AbsoluteError(Tensor logits, Tensor targets)
    {
        TensorShape.Require(logits, "logits [B, C]", targets.shape[0], values.Length);
        var score = Probabilities(logits).matmul(tensor(values, device: logits.device));     // [B, C] x [C] -> [B]
        return (score - targets.squeeze(1)).abs().mean();
    }

    /// <summary>Splits each value's mass between the two labels around it; beyond the ends all of it goes to the end.</summary>
    /// <param name="targets"><c>[B, 1]</c>.</param>
    /// <param name="scale">Rising values, <c>[C]</c>.</param>
    /// <returns><c>[B, C]</c>, rows sum to 1.</returns>
    static Tensor SoftLabels(Tensor targets, Tensor scale)
    {
        var y = targets.maximum(scale[0]).minimum(scale[-1]);                                // [B, 1]
        var one = ones([1], scale.dtype, scale.device);
        var gap = scale.diff();                                                              // [C − 1]
        var below = cat([one, gap]);                                                         // distance to the label below
        var above = cat([gap, one]);
        var rising = ((scale - y) / below).From(1);
        var falling = ((y - scale) / above).From(1);
        return rising.minimum(falling).AtLeast(0).AtMost(1);
    }

    /// <inheritdoc/>
    public override Tensor Probabilities(Tensor logits) => logits.softmax(1);

    /// <inheritdoc/>
    public override string Prediction(ReadOnlySpan<float> probabilities)
    {
        double score = 0;
        for (int c = 0; c < values.Length; c++) score += (double)probabilities[c] * values[c];
        return ((float)score).ToString("R", CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override string Truth(ReadOnlySpan<float> target) => target[0].ToString("R", CultureInfo.InvariantCulture);
}
