namespace MerClip.Evaluation.Statistics;

/// <summary>The sums behind a <see cref="MultiLabelCard"/>: utterances, their overlaps, and for each label how often it was
/// found, predicted and true.</summary>
/// <param name="labels">The names of the labels.</param>
sealed class MultiLabelSums(IReadOnlyList<string> labels) : MetricSums
{
    const int Labels = 2;

    static readonly string[] Names = ["accuracy", "hamming_loss", "precision", "recall", "micro_f1", "macro_f1"];

    readonly Dictionary<string, int> places = labels.Index().ToDictionary(l => l.Item, l => l.Index);

    public override IReadOnlyList<string> Metrics => Names;

    public override int Width => Labels + 3 * labels.Count;

    public override void Add(PredictionRow row, Span<double> sums)
    {
        string[] truth = PredictionCell.Labels(row.Truth), predicted = PredictionCell.Labels(row.Prediction);
        string[] both = [.. truth.Intersect(predicted)];
        sums[0]++;
        sums[1] += both.Length / (double)Math.Max(truth.Length + predicted.Length - both.Length, 1);
        foreach (string label in both) sums[Labels + 3 * places[label]]++;
        foreach (string label in predicted) sums[Labels + 3 * places[label] + 1]++;
        foreach (string label in truth) sums[Labels + 3 * places[label] + 2]++;
    }

    public override void Score(ReadOnlySpan<double> sums, Span<double> scores)
    {
        double found = 0, predicted = 0, support = 0, f1 = 0;
        for (int c = 0; c < labels.Count; c++)
        {
            var of = sums.Slice(Labels + 3 * c, 3);
            found += of[0];
            predicted += of[1];
            support += of[2];
            f1 += Ratio(2 * of[0], of[1] + of[2]);
        }
        scores[0] = sums[1] / sums[0];
        scores[1] = (predicted + support - 2 * found) / (sums[0] * labels.Count);
        scores[2] = Ratio(found, predicted);
        scores[3] = Ratio(found, support);
        scores[4] = Ratio(2 * found, predicted + support);
        scores[5] = f1 / labels.Count;
    }

    static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
