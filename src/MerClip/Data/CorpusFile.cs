namespace MerClip.Data;

/// <summary>A corpus and the file that it came from.</summary>
/// <param name="Corpus">What was read.</param>
/// <param name="Path">The file or folder, as it was given.</param>
/// <param name="Sha256">The file's SHA-256, 64 lower-case hexadecimal digits: which data a run was made with. For recordings it is
/// that of their table.</param>
/// <param name="Format">The format that the content was recognised as.</param>
public sealed record CorpusFile(Corpus Corpus, string Path, string Sha256, string Format)
{
    /// <summary>Ids of utterances that the files have and no split: computational sequences of videos that are in no fold, and what
    /// <see cref="AlignmentMode.Sdk"/> leaves out.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
