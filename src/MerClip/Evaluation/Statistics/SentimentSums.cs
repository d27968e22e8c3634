namespace MerClip.Evaluation.Statistics;

/// <summary>The sums behind a <see cref="MetricCard"/>: two confusion matrices, counts of equal bins, the error, moments.</summary>
sealed class SentimentSums : MetricSums
{
    const int Has0 = 0, Non0 = 4, Same = 8, Error = 12, Moments = 13;

    static readonly string[] Names =
        ["has0_acc2", "has0_f1", "non0_acc2", "non0_f1", "acc3", "acc5", "acc7", "acc7_sdk", "mae", "corr"];

    public override IReadOnlyList<string> Metrics => Names;

    public override int Width => Moments + 5;

    public override void Add(PredictionRow row, Span<double> sums)
    {
        double p = PredictionCell.Number(row.Prediction)!.Value, t = PredictionCell.Number(row.Truth)!.Value;
        sums[Has0 + ClassSums.Cell(t >= 0 ? 1 : 0, p >= 0 ? 1 : 0, 2)]++;
        if (t != 0) sums[Non0 + ClassSums.Cell(t > 0 ? 1 : 0, p > 0 ? 1 : 0, 2)]++;
        for (int limit = 1; limit <= 3; limit++)
            if (SentimentMetrics.Round(p, limit) == SentimentMetrics.Round(t, limit)) sums[Same + limit - 1]++;
        if (SentimentMetrics.SdkBin(p) == SentimentMetrics.SdkBin(t)) sums[Same + 3]++;
        sums[Error] += Math.Abs(p - t);

        sums[Moments] += p;
        sums[Moments + 1] += t;
        sums[Moments + 2] += p * p;
        sums[Moments + 3] += t * t;
        sums[Moments + 4] += p * t;
    }

    public override void Score(ReadOnlySpan<double> sums, Span<double> scores)
    {
        ReadOnlySpan<double> has0 = sums.Slice(Has0, 4), non0 = sums.Slice(Non0, 4);
        double n = ClassSums.N(has0);
        scores[0] = ClassSums.Accuracy(has0, 2);
        scores[1] = ClassSums.WeightedF1(has0, 2);
        scores[2] = ClassSums.Accuracy(non0, 2);
        scores[3] = ClassSums.WeightedF1(non0, 2);
        for (int i = 0; i < 4; i++) scores[4 + i] = sums[Same + i] / n;
        scores[8] = sums[Error] / n;
        scores[9] = Correlation(sums[Moments..], n);
    }

    static double Correlation(ReadOnlySpan<double> m, double n)
    {
        double xx = m[2] - m[0] * m[0] / n, yy = m[3] - m[1] * m[1] / n, xy = m[4] - m[0] * m[1] / n;
        // What is left of equal values is rounding, not variance.
        return xx <= 1e-12 * m[2] || yy <= 1e-12 * m[3] ? double.NaN : Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1);
    }
}
