using System.Text.Json.Serialization;

namespace MerClip.Evaluation;

/// <summary>How well predicted sets of labels match the true sets.</summary>
/// <param name="N">How many utterances were scored.</param>
/// <param name="Accuracy">Mean over utterances of |predicted ∩ true| / |predicted ∪ true|, where an utterance that has no
/// label and is predicted none counts 0: the accuracy of TAILOR and CARAT.</param>
/// <param name="HammingLoss">The part of all N × labels decisions that are wrong.</param>
/// <param name="Precision">The part of all predicted labels that are right (micro average).</param>
/// <param name="Recall">The part of all true labels that are predicted (micro average).</param>
/// <param name="MicroF1">The harmonic mean of those two.</param>
/// <param name="MacroF1">Mean of the labels' F1, every label counting the same.</param>
/// <param name="PerLabel">How well each label is predicted, by its name.</param>
public sealed record MultiLabelCard(
    int N, double Accuracy, double HammingLoss, double Precision, double Recall, double MicroF1, double MacroF1,
    IReadOnlyDictionary<string, LabelScore> PerLabel) : IScoreCard
{
    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyDictionary<string, double> Scores => new OrderedDictionary<string, double>
    {
        ["accuracy"] = Accuracy,
        ["hamming_loss"] = HammingLoss,
        ["precision"] = Precision,
        ["recall"] = Recall,
        ["micro_f1"] = MicroF1,
        ["macro_f1"] = MacroF1,
    };
}
