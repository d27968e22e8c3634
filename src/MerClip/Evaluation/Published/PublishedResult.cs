using System.Text.Json;
using MerClip.Labels;

namespace MerClip.Evaluation.Published;

/// <summary>A result that others published: <c>data/published.json</c>. Such numbers are shown beside ours when asked for, and enter
/// nothing.</summary>
/// <param name="System">The system.</param>
/// <param name="Data">The data set, such as <c>MOSI</c>, on its standard test split.</param>
/// <param name="Mark">What the number is worth.</param>
/// <param name="Protocol">How it was measured, as far as that is known.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Metrics">The scores by their names in metrics.json; <c>acc2</c> and <c>f1</c> where it is not said which.</param>
/// <param name="Std">Their standard deviations over seeds, where they are given.</param>
public sealed record PublishedResult(string System, string Data, PublishedMark Mark, string Protocol, string Source,
    IReadOnlyDictionary<string, double> Metrics, IReadOnlyDictionary<string, double>? Std = null)
{
    const string EmotionData = "MOSEI emotions";

    /// <summary>All results of the file.</summary>
    public static IReadOnlyList<PublishedResult> All { get; } = Read();

    /// <summary>The results whose labels are of a kind; there are none for <see cref="LabelKind.Single"/>.</summary>
    public static IEnumerable<PublishedResult> For(LabelKind kind) =>
        All.Where(r => kind != LabelKind.Single && (r.Data == EmotionData) == (kind == LabelKind.Multi));

    static PublishedResult[] Read()
    {
        using var file = typeof(PublishedResult).Assembly.GetManifestResourceStream("MerClip.published.json")!;
        return JsonSerializer.Deserialize<PublishedResult[]>(file, EvaluationJson.Options)!;
    }
}
