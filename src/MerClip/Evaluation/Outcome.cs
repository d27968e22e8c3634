using MerClip.Data;
using MerClip.Labels;

namespace MerClip.Evaluation;

/// <summary>An utterance beside what was predicted of it: a row of a list, a point of a map.</summary>
/// <param name="Id">The utterance's id.</param>
/// <param name="Text">Its transcript; empty if it has none or it is not known.</param>
/// <param name="Truth">What is true of it, as <see cref="PredictionCell"/> writes it.</param>
/// <param name="Prediction">What was predicted, written the same way.</param>
/// <param name="TrueLabels">The places of the labels that are true. On an ordinal set this is the label whose value is
/// nearest, of two equally near ones the even, as MMSA's rounding has it.</param>
/// <param name="PredictedLabels">The places of the predicted labels, found the same way.</param>
/// <param name="Probabilities">The probability of each label of the set, [C].</param>
/// <param name="Error">How wrong it is: on an ordinal set |prediction − truth| in units of the values; on a single one
/// 1 − the true label's probability; on a multi one the part of the labels that are decided wrongly.</param>
public sealed record Outcome(
    string Id, string Text, string Truth, string Prediction, IReadOnlyList<int> TrueLabels,
    IReadOnlyList<int> PredictedLabels, IReadOnlyList<double> Probabilities, double Error)
{
    /// <summary>The video that the utterance is cut from, and so its speaker.</summary>
    public string Video => Utterance.VideoOf(Id);

    /// <summary>Whether the predicted labels are the true ones.</summary>
    public bool Right => TrueLabels.SequenceEqual(PredictedLabels);

    /// <summary>The outcomes of a split, in file order.</summary>
    /// <param name="table">Predictions of a model.</param>
    /// <param name="split">The split.</param>
    /// <param name="labels">The label set that was predicted.</param>
    /// <param name="texts">The transcript of each id that has one.</param>
    public static IReadOnlyList<Outcome> Of(
        PredictionTable table, Split split, LabelSet labels, IReadOnlyDictionary<string, string> texts)
    {
        static double Number(string cell) => PredictionCell.Number(cell)!.Value; // the table has checked that it is one

        int[] Places(string cell) => labels.Kind == LabelKind.Ordinal
            ? [Nearest(labels, Number(cell))]
            : [.. PredictionCell.Labels(cell).Select(name => table.Labels.ToList().IndexOf(name)).Order()];

        return [.. table[split].Select(row =>
        {
            int[] truth = Places(row.Truth), predicted = Places(row.Prediction);
            double error = labels.Kind switch
            {
                LabelKind.Ordinal => Math.Abs(Number(row.Prediction) - Number(row.Truth)),
                LabelKind.Single => 1 - row.Probabilities[truth[0]],
                _ => truth.Except(predicted).Concat(predicted.Except(truth)).Count() / (double)labels.Count,
            };
            return new Outcome(row.Id, texts.GetValueOrDefault(row.Id, ""), row.Truth, row.Prediction, truth, predicted,
                row.Probabilities, error);
        })];
    }

    static int Nearest(LabelSet labels, double value) => Enumerable.Range(0, labels.Count)
        .MinBy(c => (Math.Abs(labels.Labels[c].Value!.Value - value), Math.Abs(labels.Labels[c].Value!.Value % 2)));
}
