namespace MerClip.Data;

/// <summary>A file format of data sets. <see cref="CorpusReader"/> lists them.</summary>
interface ICorpusFormat
{
    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>Whether a file that starts like this may be one.</summary>
    bool Starts(ReadOnlySpan<byte> head);

    /// <summary>Reads a file.</summary>
    Corpus Read(string path);
}
