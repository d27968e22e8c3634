using MerClip.Data.Formats.Csd;
using MerClip.Data.Pickle;
using MerClip.Data.Stored;

namespace MerClip.Data.Formats;

/// <summary>Computational sequences of the CMU Multimodal SDK: a folder of <c>.csd</c> files, one of them labels, or one such
/// file alone.</summary>
/// <param name="alignment">Makes one step a word of all features; null keeps their own steps.</param>
/// <param name="part">Keeps the videos that are finished; null keeps them in memory, or large ones in a temporary file.</param>
/// <param name="progress">Told the share of the videos that is done.</param>
sealed class CsdFormat(AlignmentMode? alignment = null, CsdPart? part = null, Action<double>? progress = null) : TreeFormat
{
    public override string Name => "computational sequences";

    public override bool Starts(ReadOnlySpan<byte> head) => CsdFile.Starts(head);

    public override bool StartsFolder(string folder) => FilesIn(folder).Length > 0;

    public override CorpusTree Tree(string path)
    {
        PickleDictionary splits = Read(path, out IReadOnlyList<string> leftOut);
        return TreeOf(splits, path) with { LeftOut = leftOut };
    }

    protected override object? Load(string path) => Read(path, out _);

    PickleDictionary Read(string path, out IReadOnlyList<string> leftOut)
    {
        bool folder = Directory.Exists(path);
        string[] files = folder ? FilesIn(path) : [path];
        using CsdSequences sequences = new(path, files);
        CsdPart? kept = part ?? (files.Sum(f => new FileInfo(f).Length) > StoredFile.MostInMemory ? CsdPart.Temporary() : null);
        return CsdCorpus.Read(sequences, folder ? path : Path.GetDirectoryName(Path.GetFullPath(path))!, alignment, kept, progress, out leftOut);
    }

    string[] FilesIn(string folder) =>
        [.. Directory.GetFiles(folder).Where(f => Starts(FileHead.Of(f))).Order(StringComparer.Ordinal)];
}
