namespace MerClip.Data.Formats;

/// <summary>What a data file holds, in MMSA's layout.</summary>
/// <param name="Root">What <see cref="MmsaReader"/> takes; may be anything if the file has no known layout.</param>
/// <param name="Format">The layout that the file has and the container that it is in: <c>MulT pickle</c>.</param>
sealed record CorpusTree(object? Root, string Format)
{
    /// <summary>Ids of utterances that the files have and no split.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
