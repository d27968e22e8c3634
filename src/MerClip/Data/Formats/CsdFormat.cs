using MerClip.Data.Formats.Csd;

namespace MerClip.Data.Formats;

/// <summary>Computational sequences of the CMU Multimodal SDK: a folder of <c>.csd</c> files, one of them labels, or one such
/// file alone.</summary>
/// <param name="alignment">Makes one step a word of all features; null keeps their own steps.</param>
sealed class CsdFormat(AlignmentMode? alignment = null) : TreeFormat
{
    public override string Name => "computational sequences";

    public override bool Starts(ReadOnlySpan<byte> head) => CsdFile.Starts(head);

    public override bool StartsFolder(string folder) => FilesIn(folder).Length > 0;

    protected override object? Load(string path)
    {
        bool folder = Directory.Exists(path);
        using CsdSequences sequences = new(path, folder ? FilesIn(path) : [path]);
        return CsdCorpus.Read(sequences, folder ? path : Path.GetDirectoryName(Path.GetFullPath(path))!, alignment);
    }

    string[] FilesIn(string folder) =>
        [.. Directory.GetFiles(folder).Where(f => Starts(FileHead.Of(f))).Order(StringComparer.Ordinal)];
}
