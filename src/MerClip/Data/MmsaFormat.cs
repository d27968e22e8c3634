namespace MerClip.Data;

/// <summary>MMSA's pickles as a <see cref="ICorpusFormat"/>.</summary>
sealed class MmsaFormat : ICorpusFormat
{
    public string Name => "MMSA pickle";

    // Protocols 2 to 5 start with their number; protocols 0 and 1 with a mark, an empty dictionary or an OrderedDict.
    public bool Starts(ReadOnlySpan<byte> head) => head is [0x80, <= 5, ..] or [(byte)'(' or (byte)'}' or (byte)'c', ..];

    public Corpus Read(string path) => MmsaReader.Read(path);
}
