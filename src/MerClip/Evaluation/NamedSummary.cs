namespace MerClip.Evaluation;

/// <summary>A result among others that it is compared with.</summary>
/// <param name="Name">What tells it from the others, such as <c>audio,text</c>.</param>
/// <param name="Summary">The metrics over the seeds.</param>
/// <param name="Note">Anything more to say of it, such as its settings.</param>
public sealed record NamedSummary(string Name, SeedSummary Summary, string Note = "");
