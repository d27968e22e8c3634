namespace MerClip.Evaluation;

/// <summary>How well one label is predicted; 0 where a measure would divide by 0, as in scikit-learn.</summary>
/// <param name="Precision">The part of its predictions that are right.</param>
/// <param name="Recall">The part of its true cases that are predicted.</param>
/// <param name="F1">Their harmonic mean.</param>
/// <param name="Support">How often it is true.</param>
public sealed record LabelScore(double Precision, double Recall, double F1, int Support)
{
    /// <summary>The score for counts of predictions that are right, predictions, and true cases.</summary>
    internal static LabelScore Of(int right, int predicted, int support) => new(
        Ratio(right, predicted), Ratio(right, support), Ratio(2 * right, predicted + support), support);

    static double Ratio(int part, int whole) => whole == 0 ? 0 : part / (double)whole;
}
