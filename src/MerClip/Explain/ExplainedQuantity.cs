using MerClip.Labels;
using MerClip.Prediction;
using static TorchSharp.torch;

namespace MerClip.Explain;

/// <summary>The number whose value an explanation takes apart.</summary>
public sealed class ExplainedQuantity
{
    readonly Func<Tensor, Tensor> read;

    ExplainedQuantity(string name, Func<Tensor, Tensor> read) => (Name, this.read) = (name, read);

    /// <summary>What it is called, such as <c>score</c> or <c>probability of happiness</c>.</summary>
    public string Name { get; }

    /// <summary>Reads it from logits.</summary>
    /// <param name="logits"><c>[B, C]</c>.</param>
    /// <returns><c>[B]</c>.</returns>
    public Tensor Of(Tensor logits) => read(logits);

    /// <summary>The same as numbers.</summary>
    internal double[] Values(Tensor logits)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return [.. Of(logits).cpu().to_type(ScalarType.Float64).contiguous().data<double>()];
    }

    /// <summary>The score of an ordinal set: the expectation of the labels' values.</summary>
    /// <param name="labels">An ordinal set.</param>
    /// <exception cref="InputException">The labels have no values.</exception>
    public static ExplainedQuantity Score(LabelSet labels) => labels.Kind == LabelKind.Ordinal
        ? new("score", logits => logits.softmax(1).matmul(tensor(labels.Values, device: logits.device)))   // [B, C] x [C] -> [B]
        : throw new InputException($"label set {labels.Name} has no score, its labels have no values: name one of them");

    /// <summary>The probability of a label.</summary>
    /// <param name="labels">The set.</param>
    /// <param name="objective">What its labels mean.</param>
    /// <param name="label">The label's name.</param>
    /// <exception cref="InputException">The set has no such label.</exception>
    public static ExplainedQuantity Probability(LabelSet labels, Objective objective, string label)
    {
        int place = Find(labels, label);
        return new($"probability of {labels.Labels[place].Name}", logits => objective.Probabilities(logits).select(1, place));
    }

    /// <summary>The logit of a label, τ·cos(Z_c, E_c) + b: unlike the probability it still moves where the model is sure.</summary>
    /// <param name="labels">The set.</param>
    /// <param name="label">The label's name.</param>
    /// <exception cref="InputException">The set has no such label.</exception>
    public static ExplainedQuantity Logit(LabelSet labels, string label)
    {
        int place = Find(labels, label);
        return new($"logit of {labels.Labels[place].Name}", logits => logits.select(1, place));
    }

    static int Find(LabelSet labels, string label)
    {
        int place = labels.Labels.ToList().FindIndex(l => string.Equals(l.Name, label, StringComparison.OrdinalIgnoreCase));
        return place >= 0
            ? place
            : throw new InputException($"label set {labels.Name} has no label '{label}': "
                + $"use one of {string.Join(", ", labels.Labels.Select(l => l.Name))}");
    }
}
