using MerClip.Labels;

namespace MerClip.Evaluation.Errors;

/// <summary>Outcomes that have something in common.</summary>
/// <param name="Name">What they have in common.</param>
/// <param name="N">How many there are.</param>
/// <param name="Right">The part whose predicted labels are the true ones.</param>
/// <param name="Error">Their mean <see cref="Outcome.Error"/>.</param>
/// <param name="Bias">The mean of prediction less truth on an ordinal set; NaN on others.</param>
public sealed record ErrorGroup(string Name, int N, double Right, double Error, double Bias)
{
    /// <summary>The ends of the groups of <see cref="ByLength"/>, in words.</summary>
    static readonly int[] Lengths = [5, 10, 20, int.MaxValue];

    /// <summary>By true label, in the order of the set; on a multi set an utterance is in the group of each of its labels, or in
    /// <c>none</c>.</summary>
    public static IReadOnlyList<ErrorGroup> ByClass(IReadOnlyList<Outcome> outcomes, LabelSet labels) =>
    [
        .. labels.Labels.Select((label, c) => Of(label.Name, outcomes.Where(o => o.TrueLabels.Contains(c)), labels.Kind))
            .Append(Of("none", outcomes.Where(o => o.TrueLabels.Count == 0), labels.Kind))
            .Where(g => g.N > 0),
    ];

    /// <summary>By video, and so by speaker; the worst first.</summary>
    public static IReadOnlyList<ErrorGroup> BySpeaker(IReadOnlyList<Outcome> outcomes, LabelKind kind) =>
        [.. outcomes.GroupBy(o => o.Video).Select(g => Of(g.Key, g, kind))
            .OrderByDescending(g => g.Error).ThenBy(g => g.Name, StringComparer.Ordinal)];

    /// <summary>By how many words were said, the shortest first.</summary>
    public static IReadOnlyList<ErrorGroup> ByLength(IReadOnlyList<Outcome> outcomes, LabelKind kind) =>
        [.. outcomes.GroupBy(o => Array.FindIndex(Lengths, end => Words(o) <= end))
            .OrderBy(g => g.Key)
            .Select(g => Of(LengthName(g.Key), g, kind))];

    /// <summary>How many words an utterance has.</summary>
    public static int Words(Outcome outcome) => outcome.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    static string LengthName(int place)
    {
        int from = place == 0 ? 0 : Lengths[place - 1] + 1;
        return place == Lengths.Length - 1 ? $"{from} words and more" : $"{from} to {Lengths[place]} words";
    }

    static ErrorGroup Of(string name, IEnumerable<Outcome> outcomes, LabelKind kind)
    {
        Outcome[] of = [.. outcomes];
        return of.Length == 0
            ? new(name, 0, double.NaN, double.NaN, double.NaN)
            : new(name, of.Length, of.Average(o => o.Right ? 1.0 : 0), of.Average(o => o.Error), kind == LabelKind.Ordinal
                ? of.Average(o => PredictionCell.Number(o.Prediction)!.Value - PredictionCell.Number(o.Truth)!.Value)
                : double.NaN);
    }
}
