namespace MerClip.Report;

/// <summary>What a report shows.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Runs">The runs to look into, at least one; the first is shown first.</param>
/// <param name="Comparisons">Results side by side, such as of label sets, fusion orders or modalities.</param>
public sealed record ReportContent(string Title, IReadOnlyList<ReportRun> Runs, IReadOnlyList<Comparison> Comparisons);
