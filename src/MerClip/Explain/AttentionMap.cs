using MerClip.Data;
using MerClip.Labels;
using static TorchSharp.torch;

namespace MerClip.Explain;

/// <summary>Where each label looked at one stage of the decoder. Attention says what was looked at, not what it changed.</summary>
/// <param name="Block">The modality whose block it is.</param>
/// <param name="Layer">Which of the modality's blocks, from 1.</param>
/// <param name="Steps">The steps: of that modality, or of all with concatenation.</param>
/// <param name="Weights">How much of each step each label took, the mean over the heads, [C][S]; rows sum to 1.</param>
public sealed record AttentionMap(
    Modality Block, int Layer, IReadOnlyList<StepSpan> Steps, IReadOnlyList<IReadOnlyList<double>> Weights)
{
    /// <summary>Looks at every stage, in the order of the decoder.</summary>
    /// <param name="model">The model.</param>
    /// <param name="example">The utterance.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="steps">All steps of the utterance; the pieces of a word are taken together.</param>
    public static IReadOnlyList<AttentionMap> Of(
        MerClipModel model, Example example, LabelInput labels, IReadOnlyList<StepSpan> steps)
    {
        using var scope = NewDisposeScope();
        var stages = model.Attend(OneExample.Of(model, example, labels), labels);
        return [.. stages.Select(stage =>
        {
            var before = new Dictionary<Modality, int>(); // where the steps of each modality begin in the weights
            int all = 0;
            foreach (var m in stage.Seen)
            {
                before[m] = all;
                all += example.Inputs[m].Steps;
            }
            StepSpan[] seen = [.. steps.Where(s => before.ContainsKey(s.Modality))];
            float[] weights = stage.Weights.cpu().contiguous().data<float>().ToArray();             // [1, C, L]
            return new AttentionMap(stage.Modality, stage.Layer + 1, seen, [.. weights.Chunk(all).Select(row =>
                (IReadOnlyList<double>)[.. seen.Select(s => row.Skip(before[s.Modality] + s.First).Take(s.Count).Sum(w => (double)w))])]);
        })];
    }
}
