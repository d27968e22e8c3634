namespace MerClip.Evaluation;

/// <summary>Scores predicted sentiments by the definitions of MMSA's <c>metricsTop.py</c> (regression), without its
/// rounding of results to four decimals.</summary>
public static class SentimentMetrics
{
    /// <summary>Compares predictions with the truth.</summary>
    /// <param name="prediction">Predicted sentiments, [N]; any finite values, usually in [−3, 3].</param>
    /// <param name="truth">True sentiments, [N], in the same order.</param>
    /// <returns>The card; if N is 0, every metric is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InputException">A value is NaN or infinite.</exception>
    public static MetricCard Score(ReadOnlySpan<double> prediction, ReadOnlySpan<double> truth)
    {
        if (prediction.Length != truth.Length)
            throw new ArgumentException($"there are {prediction.Length} predictions for {truth.Length} true values");
        RequireFinite(prediction, "prediction");
        RequireFinite(truth, "true value");

        ConfusionMatrix has0 = new(2), non0 = new(2);
        int same3 = 0, same5 = 0, same7 = 0, sameSdk = 0;
        double error = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            double p = prediction[i], t = truth[i];
            has0.Add(t >= 0, p >= 0);
            if (t != 0) non0.Add(t > 0, p > 0);
            if (Round(p, 1) == Round(t, 1)) same3++;
            if (Round(p, 2) == Round(t, 2)) same5++;
            if (Round(p, 3) == Round(t, 3)) same7++;
            if (SdkBin(p) == SdkBin(t)) sameSdk++;
            error += Math.Abs(p - t);
        }

        double n = truth.Length;
        return new(truth.Length, has0.Accuracy, has0.WeightedF1, non0.Accuracy, non0.WeightedF1,
            same3 / n, same5 / n, same7 / n, sameSdk / n, error / n, Correlation(prediction, truth));
    }

    /// <summary>Clips to [−<paramref name="limit"/>, <paramref name="limit"/>] and rounds half to even, as numpy does:
    /// 0.5 gives 0 and 1.5 gives 2.</summary>
    internal static double Round(double value, int limit) => Math.Round(Math.Clamp(value, -limit, limit), MidpointRounding.ToEven);

    /// <summary>The CMU SDK's <c>cmumosei_round</c>: away from zero, except that below −1 and −2 the lower end belongs to
    /// the bin above.</summary>
    internal static int SdkBin(double value) => value switch
    {
        < -2 => -3,
        < -1 => -2,
        < 0 => -1,
        0 => 0,
        <= 1 => 1,
        <= 2 => 2,
        _ => 3,
    };

    static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        // Asked for exactly: a constant such as 0.1 has a mean that is a rounding error away from it, and the
        // "correlation" of those errors would be a number.
        if (x.Length == 0 || !x.ContainsAnyExcept(x[0]) || !y.ContainsAnyExcept(y[0])) return double.NaN;

        double meanX = Mean(x), meanY = Mean(y), xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double dx = x[i] - meanX, dy = y[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        return Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1);
    }

    static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return sum / values.Length;
    }

    static void RequireFinite(ReadOnlySpan<double> values, string what)
    {
        for (int i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i]))
                throw new InputException($"{what} in row {i + 1} of {values.Length} is {values[i]}, not a finite number; "
                    + "training may have diverged, or the data has a hole");
    }
}
