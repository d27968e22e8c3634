namespace MerClip.Data.Audit;

/// <summary>What a split holds.</summary>
/// <param name="Name"><c>train</c>, <c>valid</c> or <c>test</c>.</param>
/// <param name="Count">How many utterances.</param>
/// <param name="Videos">From how many videos.</param>
/// <param name="Arrays">Every entry of the split, in the file's order.</param>
/// <param name="Labels">Its sentiment labels; null if it has none.</param>
/// <param name="Lengths">Its sequences, by modality.</param>
public sealed record SplitAudit(string Name, int Count, int Videos, IReadOnlyList<ArrayAudit> Arrays, LabelAudit? Labels,
    IReadOnlyList<LengthAudit> Lengths);
