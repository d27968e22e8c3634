namespace MerClip.Evaluation;

/// <summary>Scores predictions of one class an utterance, as scikit-learn does with the truth as first argument.</summary>
public static class ClassMetrics
{
    /// <summary>Compares predictions with the truth.</summary>
    /// <param name="prediction">Predicted classes as places in <paramref name="labels"/>, [N].</param>
    /// <param name="truth">True classes, [N], in the same order.</param>
    /// <param name="labels">The names of the classes, all different.</param>
    /// <returns>The card; if N is 0, every metric is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or there is no such class.</exception>
    public static ClassCard Score(ReadOnlySpan<int> prediction, ReadOnlySpan<int> truth, IReadOnlyList<string> labels)
    {
        if (prediction.Length != truth.Length)
            throw new ArgumentException($"there are {prediction.Length} predictions for {truth.Length} true classes");
        if (prediction.ContainsAnyExceptInRange(0, labels.Count - 1) || truth.ContainsAnyExceptInRange(0, labels.Count - 1))
            throw new ArgumentException($"a class is outside 0…{labels.Count - 1}");

        var counts = new ConfusionMatrix(labels.Count);
        for (int i = 0; i < truth.Length; i++) counts.Add(truth[i], prediction[i]);

        var perClass = new OrderedDictionary<string, LabelScore>();
        for (int c = 0; c < labels.Count; c++) perClass.Add(labels[c], counts.Score(c));
        int[] classes = [.. Enumerable.Range(0, labels.Count)];
        int[][] confusion = [.. classes.Select(t => classes.Select(p => counts[t, p]).ToArray())];
        return new(truth.Length, counts.Accuracy, counts.MacroF1, counts.WeightedF1, perClass, confusion);
    }
}
