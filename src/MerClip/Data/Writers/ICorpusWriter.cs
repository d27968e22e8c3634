namespace MerClip.Data.Writers;

/// <summary>A format that data sets are written in. <see cref="CorpusWriter"/> lists them.</summary>
interface ICorpusWriter
{
    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>How names of such files end, with the dot.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Writes a data set.</summary>
    void Write(Corpus corpus, Stream stream);
}
