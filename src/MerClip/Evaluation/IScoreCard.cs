using System.Text.Json.Serialization;

namespace MerClip.Evaluation;

/// <summary>The metrics of one set of predictions. Fractions are in [0, 1], not percent; a metric that is not defined for
/// the data is NaN, in JSON null.</summary>
public interface IScoreCard
{
    /// <summary>How many utterances were scored.</summary>
    int N { get; }

    /// <summary>Every single-number metric by its name in metrics.json, in the order in which it is shown.</summary>
    [JsonIgnore]
    IReadOnlyDictionary<string, double> Scores { get; }
}
