using MerClip.Data;
using MerClip.Labels;
using static TorchSharp.torch;

namespace MerClip.Prediction;

/// <summary>What similarity to labels means: how truth is written as numbers, what is minimised, how a result is read.</summary>
public abstract class Objective
{
    /// <summary>The kinds of label set and their objectives. A new kind is one class and one line here.</summary>
    static readonly IReadOnlyDictionary<LabelKind, Func<LabelSet, ObjectiveOptions, Objective>> Kinds =
        new Dictionary<LabelKind, Func<LabelSet, ObjectiveOptions, Objective>>
        {
            [LabelKind.Ordinal] = (set, options) => new OrdinalObjective(set, options),
            [LabelKind.Single] = (set, _) => new SingleObjective(set),
            [LabelKind.Multi] = (set, options) => new MultiObjective(set, options),
        };

    /// <summary>The objective for a label set.</summary>
    public static Objective For(LabelSet set, ObjectiveOptions options) => Kinds[set.Kind](set, options);

    /// <summary>The truth of an utterance as numbers: K of them, one for a value or a class, C for separate labels.</summary>
    /// <exception cref="InputException">The utterance has no truth of this kind.</exception>
    public abstract float[] Target(Utterance utterance, Corpus corpus);

    /// <summary>The mean loss of a batch.</summary>
    /// <param name="logits"><c>[B, C]</c>.</param>
    /// <param name="targets"><c>[B, K]</c>.</param>
    /// <returns>A scalar.</returns>
    public abstract Tensor Loss(Tensor logits, Tensor targets);

    /// <summary>The mean absolute error of the score, a scalar; null if the labels have no values. Arguments as of
    /// <see cref="Loss"/>.</summary>
    public virtual Tensor? AbsoluteError(Tensor logits, Tensor targets) => null;

    /// <summary>The probability of each label, <c>[B, C]</c>, from logits <c>[B, C]</c>.</summary>
    public abstract Tensor Probabilities(Tensor logits);

    /// <summary>The prediction or truth as results write it: a number, a label's name, or names joined by <c>|</c>.</summary>
    /// <param name="probabilities">C probabilities.</param>
    public abstract string Prediction(ReadOnlySpan<float> probabilities);

    /// <summary>The truth as results write it.</summary>
    /// <param name="target">K numbers of <see cref="Target"/>.</param>
    public abstract string Truth(ReadOnlySpan<float> target);

    /// <summary>What is true of the utterances of a split, in file order, as results write it.</summary>
    /// <exception cref="InputException">An utterance has no truth of this kind.</exception>
    public IEnumerable<string> Truth(Corpus corpus, Split split) => corpus[split].Select(u => Truth(Target(u, corpus)));
}
