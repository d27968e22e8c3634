using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Labels;

namespace MerClip.Runs;

/// <summary>From a model's logits to the table that everything is scored from.</summary>
public static class Predictions
{
    /// <summary>Predicts splits.</summary>
    /// <param name="model">A trained model.</param>
    /// <param name="labels">The labels to predict.</param>
    /// <param name="inputs">The utterances, and what the labels mean.</param>
    /// <param name="splits">The splits, in the order of the table.</param>
    public static PredictionTable Of(MerClipModel model, LabelInput labels, RunInputs inputs, params ReadOnlySpan<Split> splits)
    {
        var table = new PredictionTable(labels.Set.Kind, [.. labels.Set.Labels.Select(l => l.Name)]);
        foreach (var split in splits)
        {
            var examples = inputs.Examples(split);
            if (examples.Count == 0) continue;
            var probabilities = Probabilities(model, labels, inputs, examples);
            for (int i = 0; i < examples.Count; i++)
                table.Add(new PredictionRow(split, examples[i].Utterance.Id, inputs.Objective.Truth(examples[i].Target),
                    inputs.Objective.Prediction(probabilities[i]), [.. probabilities[i].Select(p => (double)p)]));
        }
        return table;
    }

    /// <summary>The probabilities of the labels for each example, <c>[N][C]</c>.</summary>
    public static float[][] Probabilities(
        MerClipModel model, LabelInput labels, RunInputs inputs, IReadOnlyList<Example> examples)
    {
        using var logits = model.Predict(examples, labels);
        using var probabilities = inputs.Objective.Probabilities(logits);
        return [.. probabilities.data<float>().ToArray().Chunk(labels.Set.Count)];
    }
}
