using MerClip.Evaluation;

namespace MerClip.Report;

/// <summary>Results side by side.</summary>
/// <param name="Title">What is compared.</param>
/// <param name="Text">What the reader should know of it, in a sentence or two; may be empty.</param>
/// <param name="Results">The results, in the order in which to show them.</param>
public sealed record Comparison(string Title, string Text, IReadOnlyList<NamedSummary> Results)
{
    /// <summary>Several runs side by side, each with the settings in which it differs from another.</summary>
    /// <param name="runs">The runs.</param>
    public static Comparison Of(IReadOnlyList<ReportRun> runs)
    {
        string[] differing = [.. runs.SelectMany(r => r.Settings.Keys).Distinct()
            .Where(key => key != "seeds" && runs.Select(r => r.Settings.GetValueOrDefault(key)).Distinct().Count() > 1)];
        string Note(ReportRun run) => string.Join("; ", differing
            .Select(key => (Key: key, Value: run.Settings.GetValueOrDefault(key, "")))
            .Where(s => s.Value.Length > 0)
            .Select(s => $"{s.Key} {s.Value}"));
        return new Comparison("Runs side by side", "", [.. runs.Select(r => new NamedSummary(r.Name, r.Summary, Note(r)))]);
    }
}
