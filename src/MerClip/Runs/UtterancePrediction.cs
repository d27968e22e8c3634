using System.Globalization;
using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Labels;

namespace MerClip.Runs;

/// <summary>What a run says of one utterance.</summary>
/// <param name="Labels">The labels it chose among, C.</param>
/// <param name="Answer">As a cell of predictions.csv: the score of an ordinal set, the label of a single one, those of a multi set
/// with <c>|</c> between.</param>
/// <param name="Probabilities">Of each label, <c>[C]</c>.</param>
/// <param name="Modalities">What of the utterance could be read.</param>
public sealed record UtterancePrediction(
    LabelSet Labels, string Answer, IReadOnlyList<float> Probabilities, IReadOnlyList<Modality> Modalities)
{
    /// <summary>In words: the score of an ordinal set, and the label that is most likely.</summary>
    public override string ToString()
    {
        var (p, best) = Probabilities.Zip(Labels.Labels).MaxBy(label => label.First);
        string likely = string.Create(CultureInfo.InvariantCulture, $"{best.Name} ({100 * p:F0} %)");
        return Labels.Kind == LabelKind.Ordinal
            ? string.Create(CultureInfo.InvariantCulture, $"{PredictionCell.Number(Answer)!.Value:F2}, most likely {likely}")
            : likely;
    }
}
