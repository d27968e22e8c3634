using MerClip.Data;
using MerClip.Labels;
using static TorchSharp.torch;

namespace MerClip.Explain;

/// <summary>
/// What changes when one step is left out (Zeiler and Fergus 2014, §2). It is masked as padding is: labels do not look at it, nor do
/// neighbouring steps where the model lets steps see each other. What a frozen encoder of the whole text has put into other
/// steps stays there. The only step of a modality leaves with its modality.
/// </summary>
public static class StepOcclusion
{
    /// <summary>Bounds the memory that long utterances take.</summary>
    const int MostRows = 256;

    /// <summary>Leaves out each of some steps, all in one batch, or in a few if they are many.</summary>
    /// <param name="model">The model.</param>
    /// <param name="example">The utterance.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="quantity">What is looked at.</param>
    /// <param name="steps">What to leave out; a word of several tokens goes as a whole.</param>
    /// <returns>The quantity with all steps less that without the one: positive where the step raises it, [S].</returns>
    public static IReadOnlyList<double> Of(
        MerClipModel model, Example example, LabelInput labels, ExplainedQuantity quantity, IReadOnlyList<StepSpan> steps)
    {
        if (steps.Count == 0) return [];
        model.eval();
        using var _ = no_grad();
        var effects = new List<double>();
        foreach (var some in steps.Chunk(MostRows))
        {
            using var scope = NewDisposeScope();
            var whole = OneExample.Of(model, example, labels);
            var rows = whole.Inputs.ToDictionary(m => m.Key, m => Without(m.Value, m.Key, some));
            double[] values = quantity.Values(model.call(new Batch(some.Length + 1, rows, null), labels)[^1]);
            effects.AddRange(values.Skip(1).Select(without => values[0] - without));
        }
        return effects;
    }

    /// <summary>A sequence with all steps, then one row for each step without it, <c>[1 + S, L, D]</c>.</summary>
    static PaddedSequence Without(PaddedSequence whole, Modality modality, StepSpan[] steps)
    {
        int rows = steps.Length + 1, length = (int)whole.Mask.shape[1];
        var mask = new bool[rows * length];
        mask.AsSpan().Fill(true);
        for (int i = 0; i < steps.Length; i++)
            if (steps[i].Modality == modality) mask.AsSpan((i + 1) * length + steps[i].First, steps[i].Count).Clear();
        return new PaddedSequence(whole.Values.expand(rows, -1, -1), tensor(mask, [rows, length], device: whole.Mask.device));
    }
}
