using MerClip.Labels;

namespace MerClip.Evaluation.Statistics;

/// <summary>The metrics of a card as functions of sums over utterances. A resample then needs no table of its own: it weighs the
/// terms of each utterance by how often that was drawn.</summary>
abstract class MetricSums
{
    /// <summary>The metrics by their names in metrics.json, M of them, in the card's order.</summary>
    public abstract IReadOnlyList<string> Metrics { get; }

    /// <summary>How many sums there are, K.</summary>
    public abstract int Width { get; }

    /// <summary>Adds an utterance's terms to the sums, [K].</summary>
    public abstract void Add(PredictionRow row, Span<double> sums);

    /// <summary>The metrics, [M], from the sums, [K]; NaN where one is not defined.</summary>
    public abstract void Score(ReadOnlySpan<double> sums, Span<double> scores);

    /// <summary>The sums for a table's card.</summary>
    public static MetricSums For(PredictionTable table) => table.Kind switch
    {
        LabelKind.Ordinal => new SentimentSums(),
        LabelKind.Single => new ClassSums(table.Labels),
        _ => new MultiLabelSums(table.Labels),
    };
}
