namespace MerClip.Evaluation;

/// <summary>What has to be known of a metric to compare and to print it.</summary>
public static class Metrics
{
    /// <summary>Whether the metric is an error, so that less of it is better.</summary>
    /// <param name="name">Its name in metrics.json.</param>
    public static bool LowerIsBetter(string name) => name is "mae" or "hamming_loss";

    /// <summary>Whether the metric is a part of a whole, in [0, 1], and may be printed in percent. MAE is in the units of
    /// the labels and the correlation in [−1, 1].</summary>
    /// <param name="name">Its name in metrics.json.</param>
    public static bool IsFraction(string name) => name is not ("mae" or "corr");
}
