namespace MerClip.Evaluation;

/// <summary>What predictors score that say the same of every utterance. On skewed data that is a lot: on MOSEI, always
/// predicting neutral has an Acc-7 of 41 %.</summary>
public sealed class ConstantFloors
{
    readonly OrderedDictionary<string, IScoreCard> cards = [];

    ConstantFloors() { }

    /// <summary>The card of every constant predictor, by its name.</summary>
    public IReadOnlyDictionary<string, IScoreCard> Cards => cards;

    /// <summary>The best that any of them does on a metric; null if the metric is defined for none.</summary>
    /// <param name="metric">One of the names of the cards' scores.</param>
    public Floor? Best(string metric) => Floor.Best(metric, Of(metric));

    /// <summary>What each of them scores on a metric.</summary>
    /// <param name="metric">One of the names of the cards' scores.</param>
    public IReadOnlyDictionary<string, double> Of(string metric) =>
        new OrderedDictionary<string, double>(cards.Select(c => KeyValuePair.Create(c.Key, c.Value.Scores[metric])));

    /// <summary>Constant sentiments: 0, −1, +1, and the training set's median and mean.</summary>
    /// <param name="train">The true sentiments of the training set; if it is empty, the last two are left out.</param>
    /// <param name="truth">The true sentiments that are to be predicted.</param>
    public static ConstantFloors Sentiment(ReadOnlySpan<double> train, ReadOnlySpan<double> truth)
    {
        var constants = new OrderedDictionary<string, double> { ["0"] = 0, ["-1"] = -1, ["+1"] = 1 };
        if (!train.IsEmpty)
        {
            double[] sorted = train.ToArray();
            Array.Sort(sorted);
            constants.Add("train median", (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2);
            constants.Add("train mean", sorted.Average());
        }

        var floors = new ConstantFloors();
        double[] prediction = new double[truth.Length];
        foreach (var (name, constant) in constants)
        {
            Array.Fill(prediction, constant);
            floors.cards.Add(name, SentimentMetrics.Score(prediction, truth));
        }
        return floors;
    }

    /// <summary>The class that is most frequent in training, the first of equals.</summary>
    /// <param name="train">The true classes of the training set, as places in <paramref name="labels"/>; if it is empty,
    /// the first class is taken.</param>
    /// <param name="truth">The true classes that are to be predicted.</param>
    /// <param name="labels">The names of the classes.</param>
    public static ConstantFloors Single(ReadOnlySpan<int> train, ReadOnlySpan<int> truth, IReadOnlyList<string> labels)
    {
        int[] counts = new int[labels.Count];
        foreach (int label in train) counts[label]++;
        int majority = Array.IndexOf(counts, counts.Max());

        int[] prediction = new int[truth.Length];
        Array.Fill(prediction, majority);
        return new() { cards = { [labels[majority]] = ClassMetrics.Score(prediction, truth, labels) } };
    }

    /// <summary>Constant sets of labels: none, then the most frequent in training, the two most frequent, and so on to
    /// all. Whatever the metric, a constant set worth having is among these.</summary>
    /// <param name="train">Which labels are true in the training set, [N, C]; if N is 0, the labels' own order is
    /// taken.</param>
    /// <param name="truth">Which labels are true where they are to be predicted, [M, C].</param>
    /// <param name="labels">The names of the labels, [C].</param>
    public static ConstantFloors MultiLabel(bool[,] train, bool[,] truth, IReadOnlyList<string> labels)
    {
        int Frequency(int label) => Enumerable.Range(0, train.GetLength(0)).Count(i => train[i, label]);
        int[] byFrequency = [.. Enumerable.Range(0, labels.Count).OrderByDescending(Frequency)];

        var floors = new ConstantFloors();
        var prediction = new bool[truth.GetLength(0), labels.Count];
        floors.cards.Add("none", MultiLabelMetrics.Score(prediction, truth, labels));
        for (int count = 1; count <= labels.Count; count++)
        {
            int added = byFrequency[count - 1];
            for (int i = 0; i < truth.GetLength(0); i++) prediction[i, added] = true;
            string name = PredictionCell.Of(byFrequency.Take(count).Order().Select(c => labels[c]));
            floors.cards.Add(name, MultiLabelMetrics.Score(prediction, truth, labels));
        }
        return floors;
    }
}
