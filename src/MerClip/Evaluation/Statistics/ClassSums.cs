namespace MerClip.Evaluation.Statistics;

/// <summary>The sums behind a <see cref="ClassCard"/>: a confusion matrix, true classes in its rows.</summary>
/// <param name="labels">The names of the classes.</param>
sealed class ClassSums(IReadOnlyList<string> labels) : MetricSums
{
    static readonly string[] Names = ["accuracy", "macro_f1", "weighted_f1"];

    readonly Dictionary<string, int> places = labels.Index().ToDictionary(l => l.Item, l => l.Index);

    public override IReadOnlyList<string> Metrics => Names;

    public override int Width => labels.Count * labels.Count;

    public override void Add(PredictionRow row, Span<double> sums) =>
        sums[Cell(places[row.Truth], places[row.Prediction], labels.Count)]++;

    public override void Score(ReadOnlySpan<double> sums, Span<double> scores)
    {
        scores[0] = Accuracy(sums, labels.Count);
        scores[1] = MacroF1(sums, labels.Count);
        scores[2] = WeightedF1(sums, labels.Count);
    }

    /// <summary>The place of a cell in a matrix of so many classes.</summary>
    public static int Cell(int truth, int prediction, int classes) => truth * classes + prediction;

    /// <summary>How many utterances were counted.</summary>
    public static double N(ReadOnlySpan<double> counts)
    {
        double n = 0;
        foreach (double count in counts) n += count;
        return n;
    }

    /// <summary>The part on the diagonal; NaN if nothing was counted.</summary>
    public static double Accuracy(ReadOnlySpan<double> counts, int classes)
    {
        double right = 0;
        for (int c = 0; c < classes; c++) right += counts[Cell(c, c, classes)];
        return right / N(counts);
    }

    /// <summary>F1 with the true classes' shares as weights; NaN if nothing was counted.</summary>
    public static double WeightedF1(ReadOnlySpan<double> counts, int classes)
    {
        double sum = 0;
        for (int c = 0; c < classes; c++)
        {
            var (both, support, predicted) = Of(counts, c, classes);
            if (both > 0) sum += support * 2 * both / (support + predicted);
        }
        return sum / N(counts);
    }

    static double MacroF1(ReadOnlySpan<double> counts, int classes)
    {
        double sum = 0;
        int there = 0;
        for (int c = 0; c < classes; c++)
        {
            var (both, support, predicted) = Of(counts, c, classes);
            if (support + predicted == 0) continue;
            there++;
            sum += 2 * both / (support + predicted);
        }
        return sum / there;
    }

    static (double Both, double Support, double Predicted) Of(ReadOnlySpan<double> counts, int label, int classes)
    {
        double support = 0, predicted = 0;
        for (int c = 0; c < classes; c++)
        {
            support += counts[Cell(label, c, classes)];
            predicted += counts[Cell(c, label, classes)];
        }
        return (counts[Cell(label, label, classes)], support, predicted);
    }
}
