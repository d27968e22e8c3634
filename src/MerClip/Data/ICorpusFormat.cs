namespace MerClip.Data;

/// <summary>A format of data sets. <see cref="CorpusReader"/> lists them.</summary>
interface ICorpusFormat
{
    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>Whether a file that starts like this may be one.</summary>
    bool Starts(ReadOnlySpan<byte> head);

    /// <summary>Whether a folder is one.</summary>
    bool StartsFolder(string folder) => false;

    /// <summary>Reads a file or a folder.</summary>
    Corpus Read(string path);
}
