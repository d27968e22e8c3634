namespace MerClip.Data.Audit;

/// <summary>An entry of a split.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Type">NumPy's element type, or <c>list</c> and the like.</param>
/// <param name="Shape">Its dimensions; of a list, its length.</param>
public sealed record ArrayAudit(string Key, string Type, IReadOnlyList<int> Shape);
