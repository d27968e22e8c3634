using System.Globalization;
using MerClip.Labels;

namespace MerClip.Evaluation;

/// <summary>How a truth or a prediction is written in predictions.csv: a number for <see cref="LabelKind.Ordinal"/>, the
/// label's name for <see cref="LabelKind.Single"/>, and for <see cref="LabelKind.Multi"/> the labels' names as
/// <c>happy|sad</c>, empty for none.</summary>
public static class PredictionCell
{
    /// <summary>What stands between labels, and so cannot be in the name of one.</summary>
    public const char Separator = '|';

    /// <summary>A number with all its digits, in the invariant culture.</summary>
    public static string Of(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Names of labels; none gives the empty cell.</summary>
    public static string Of(IEnumerable<string> labels) => string.Join(Separator, labels);

    /// <summary>The number in a cell; null if it holds none that is finite.</summary>
    public static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>The names of labels in a cell.</summary>
    public static string[] Labels(string cell) => cell.Length == 0 ? [] : cell.Split(Separator);
}
