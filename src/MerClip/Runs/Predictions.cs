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
            Add(table, split, inputs, examples, Probabilities(model, labels, inputs, examples));
        }
        return table;
    }

    /// <summary>Writes the predictions for some examples of a split.</summary>
    /// <param name="inputs">What the labels mean.</param>
    /// <param name="split">The split.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="probabilities">The probabilities of the labels for each, <c>[N][C]</c>.</param>
    public static PredictionTable Of(RunInputs inputs, Split split, IReadOnlyList<Example> examples, float[][] probabilities)
    {
        var table = new PredictionTable(inputs.Labels.Kind, [.. inputs.Labels.Labels.Select(l => l.Name)]);
        Add(table, split, inputs, examples, probabilities);
        return table;
    }

    /// <summary>The probabilities of the labels for each example, <c>[N][C]</c>.</summary>
    /// <param name="model">A trained model.</param>
    /// <param name="labels">The labels to predict.</param>
    /// <param name="inputs">What the labels mean.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="order">Another fusion order than that of training; null takes that.</param>
    public static float[][] Probabilities(MerClipModel model, LabelInput labels, RunInputs inputs,
        IReadOnlyList<Example> examples, IReadOnlyList<Modality>? order = null)
    {
        using var logits = model.Predict(examples, labels, order: order);
        using var probabilities = inputs.Objective.Probabilities(logits);
        return [.. probabilities.data<float>().ToArray().Chunk(labels.Set.Count)];
    }

    static void Add(
        PredictionTable table, Split split, RunInputs inputs, IReadOnlyList<Example> examples, float[][] probabilities)
    {
        for (int i = 0; i < examples.Count; i++)
            table.Add(new PredictionRow(split, examples[i].Utterance.Id, inputs.Objective.Truth(examples[i].Target),
                inputs.Objective.Prediction(probabilities[i]), [.. probabilities[i].Select(p => (double)p)]));
    }
}
