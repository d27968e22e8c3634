using MerClip.Data;

namespace MerClip.Evaluation;

/// <summary>metrics.json: the card of one model on each split, <c>{"valid": {…}, "test": {…}}</c>.</summary>
public static class MetricsFile
{
    /// <summary>Writes the cards, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cards">The card of each split.</param>
    public static void Write(string path, IReadOnlyDictionary<Split, IScoreCard> cards) =>
        AtomicFile.WriteText(path, Text(cards));

    /// <summary>What <see cref="Write"/> writes.</summary>
    internal static string Text(IReadOnlyDictionary<Split, IScoreCard> cards) =>
        // As objects, because a value of an interface type would be written with the interface's properties only.
        EvaluationJson.Text(cards.OrderBy(c => c.Key).ToDictionary(c => c.Key, c => (object)c.Value));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <typeparam name="TCard">The type of all the cards: <see cref="MetricCard"/>, <see cref="ClassCard"/> or
    /// <see cref="MultiLabelCard"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">There is no such file, or it holds other cards.</exception>
    public static IReadOnlyDictionary<Split, TCard> Read<TCard>(string path) where TCard : IScoreCard =>
        EvaluationJson.Read<Dictionary<Split, TCard>>(path);
}
