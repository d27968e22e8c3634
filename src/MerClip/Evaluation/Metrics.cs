using System.Globalization;

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

    /// <summary>The metric as papers call it, such as <c>Acc-2 Has0</c>; a name that is not known, as it is.</summary>
    /// <param name="name">Its name in metrics.json.</param>
    public static string Title(string name) => Texts.TryGetValue(name, out var text) ? text.Title : name;

    /// <summary>What the metric says, in a few plain words; empty for a name that is not known.</summary>
    /// <param name="name">Its name in metrics.json.</param>
    public static string Meaning(string name) => Texts.TryGetValue(name, out var text) ? text.Meaning : "";

    /// <summary>A value as it is printed: fractions in percent with two digits, others in their units with three.</summary>
    /// <param name="name">The metric's name in metrics.json.</param>
    /// <param name="value">The value, or a difference or deviation of values.</param>
    public static string Format(string name, double value) => IsFraction(name)
        ? (100 * value).ToString("F2", CultureInfo.InvariantCulture)
        : value.ToString("F3", CultureInfo.InvariantCulture);

    static readonly Dictionary<string, (string Title, string Meaning)> Texts = new()
    {
        ["has0_acc2"] = ("Acc-2 Has0", "right about negative or not"),
        ["has0_f1"] = ("F1 Has0", "weighted F1 of negative or not"),
        ["non0_acc2"] = ("Acc-2 Non0", "right about positive or negative, where the truth is not 0"),
        ["non0_f1"] = ("F1 Non0", "weighted F1 of positive or negative, where the truth is not 0"),
        ["acc3"] = ("Acc-3", "right about negative, neutral, positive"),
        ["acc5"] = ("Acc-5", "right when rounded to −2\u00A0…\u00A02"),
        ["acc7"] = ("Acc-7", "right when rounded to −3\u00A0…\u00A03"),
        ["acc7_sdk"] = ("Acc-7 SDK", "right in the bins of the CMU SDK, where 0 alone is neutral"),
        ["mae"] = ("MAE", "mean distance from the truth, in sentiment units"),
        ["corr"] = ("Pearson r", "correlation of prediction and truth"),
        ["accuracy"] = ("Accuracy", "part that is right"),
        ["macro_f1"] = ("Macro F1", "F1, every label counting the same"),
        ["weighted_f1"] = ("Weighted F1", "F1, labels weighted by how often they are true"),
        ["hamming_loss"] = ("Hamming loss", "part of all decisions that are wrong"),
        ["precision"] = ("Precision", "part of the predicted labels that are true"),
        ["recall"] = ("Recall", "part of the true labels that are predicted"),
        ["micro_f1"] = ("Micro F1", "F1 over all decisions"),
    };
}
