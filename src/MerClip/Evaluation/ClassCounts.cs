using MerClip.Labels;

namespace MerClip.Evaluation;

/// <summary>How often which label was taken for which.</summary>
/// <param name="Rows">What is true: the labels.</param>
/// <param name="Columns">What was predicted: the labels; of a multi set <c>found</c>, <c>missed</c>, <c>false alarm</c> and
/// <c>rightly absent</c>, because there each label is decided for itself.</param>
/// <param name="Counts">Utterances, [rows][columns].</param>
public sealed record ClassCounts(
    IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<int>> Counts)
{
    static readonly string[] Decisions = ["found", "missed", "false alarm", "rightly absent"];

    /// <summary>Counts outcomes.</summary>
    /// <param name="outcomes">The outcomes.</param>
    /// <param name="labels">The label set that was predicted.</param>
    public static ClassCounts Of(IEnumerable<Outcome> outcomes, LabelSet labels)
    {
        string[] names = [.. labels.Labels.Select(l => l.Name)];
        string[] columns = labels.Kind == LabelKind.Multi ? Decisions : names;
        int[][] counts = [.. names.Select(_ => new int[columns.Length])];
        foreach (var outcome in outcomes)
        {
            if (labels.Kind != LabelKind.Multi)
            {
                counts[outcome.TrueLabels[0]][outcome.PredictedLabels[0]]++;
                continue;
            }
            for (int c = 0; c < names.Length; c++)
                counts[c][(outcome.TrueLabels.Contains(c), outcome.PredictedLabels.Contains(c)) switch
                {
                    (true, true) => 0,
                    (true, false) => 1,
                    (false, true) => 2,
                    _ => 3,
                }]++;
        }
        return new ClassCounts(names, columns, counts);
    }
}
