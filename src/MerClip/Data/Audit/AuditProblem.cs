namespace MerClip.Data.Audit;

/// <summary>Something that is wrong with a data set, once for all the utterances that have it.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">Which problem it is, the same in every audit: <c>left-padding</c>.</param>
/// <param name="Split">Where: <c>train</c>, …; empty if it concerns the whole file.</param>
/// <param name="Key">In which array; empty if in none.</param>
/// <param name="What">What is wrong and what is done about it.</param>
/// <param name="Count">How many utterances have it; of the finding of videos, how many videos.</param>
/// <param name="Examples">Their ids; no more than the first hundred.</param>
public sealed record AuditProblem(AuditSeverity Severity, string Code, string Split, string Key, string What, int Count,
    IReadOnlyList<string> Examples);
