namespace MerClip.Evaluation;

/// <summary>Scores predicted sets of labels by the protocol of TAILOR and CARAT, except that precision and recall are not
/// swapped as they are there.</summary>
public static class MultiLabelMetrics
{
    /// <summary>Compares predictions with the truth.</summary>
    /// <param name="prediction">Whether each label is predicted, [N, C].</param>
    /// <param name="truth">Whether each label is true, [N, C].</param>
    /// <param name="labels">The names of the labels, [C], all different.</param>
    /// <returns>The card; if N is 0, every metric is NaN.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static MultiLabelCard Score(bool[,] prediction, bool[,] truth, IReadOnlyList<string> labels)
    {
        int n = truth.GetLength(0), width = labels.Count;
        if (prediction.GetLength(0) != n || prediction.GetLength(1) != width || truth.GetLength(1) != width)
            throw new ArgumentException($"predictions [{prediction.GetLength(0)}, {prediction.GetLength(1)}] and truth "
                + $"[{n}, {truth.GetLength(1)}] do not match each other and {width} labels", nameof(prediction));

        var counts = labels.Select(_ => new ConfusionMatrix(2)).ToArray();
        double overlap = 0;
        for (int i = 0; i < n; i++)
        {
            int both = 0, either = 0;
            for (int c = 0; c < width; c++)
            {
                bool p = prediction[i, c], t = truth[i, c];
                counts[c].Add(t, p);
                if (p && t) both++;
                if (p || t) either++;
            }
            overlap += both / (double)Math.Max(either, 1);
        }

        var perLabel = new OrderedDictionary<string, LabelScore>();
        for (int c = 0; c < width; c++) perLabel.Add(labels[c], counts[c].Score(1));
        if (n == 0)
            return new(0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, perLabel);

        var micro = LabelScore.Of(counts.Sum(m => m[1, 1]), counts.Sum(m => m.Predicted(1)), counts.Sum(m => m.Support(1)));
        double wrong = counts.Sum(m => m[0, 1] + m[1, 0]);
        return new(n, overlap / n, wrong / ((double)n * width), micro.Precision, micro.Recall, micro.F1,
            perLabel.Values.Average(s => s.F1), perLabel);
    }
}
