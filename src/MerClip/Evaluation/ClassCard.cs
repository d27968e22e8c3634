using System.Text.Json.Serialization;

namespace MerClip.Evaluation;

/// <summary>How well predicted classes match the true ones, where every utterance has exactly one.</summary>
/// <param name="N">How many utterances were scored.</param>
/// <param name="Accuracy">The part predicted right.</param>
/// <param name="MacroF1">Mean of the F1 of the classes that occur in truth or prediction, each counting the same.</param>
/// <param name="WeightedF1">Mean of the classes' F1, weighted by how often each is true.</param>
/// <param name="PerClass">How well each class is predicted, by its name.</param>
/// <param name="Confusion">Counts: a row for each true class, in it a column for each predicted class, both in the order
/// of <paramref name="PerClass"/>.</param>
public sealed record ClassCard(
    int N, double Accuracy, double MacroF1, double WeightedF1,
    IReadOnlyDictionary<string, LabelScore> PerClass, IReadOnlyList<IReadOnlyList<int>> Confusion) : IScoreCard
{
    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyDictionary<string, double> Scores => new OrderedDictionary<string, double>
    {
        ["accuracy"] = Accuracy,
        ["macro_f1"] = MacroF1,
        ["weighted_f1"] = WeightedF1,
    };
}
