using MerClip.Data.Pickle;

namespace MerClip.Data.Formats;

/// <summary>Python's pickles: one file of all splits, or a folder of one file a split (<c>train.pkl</c>, <c>dev.pkl</c>,
/// <c>test.pkl</c>), as MISA and MMIM have.</summary>
sealed class PickleFormat : TreeFormat
{
    public override string Name => "pickle";

    // Protocols 2 to 5 start with their number; protocols 0 and 1 with a mark, an empty container or an OrderedDict.
    public override bool Starts(ReadOnlySpan<byte> head) =>
        head is [0x80, <= 5, ..] or [(byte)'(' or (byte)'}' or (byte)']' or (byte)'c', ..];

    public override bool StartsFolder(string folder) => SplitFiles.In(folder, this).Count > 1;

    protected override object? Load(string path) => Directory.Exists(path)
        ? PickleDictionary.Of(SplitFiles.In(path, this).Select(f => (f.Split, PickleReader.Read(f.Path))))
        : PickleReader.Read(path);
}
