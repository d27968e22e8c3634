using MerClip.Data.Formats;
using MerClip.Data.Formats.Csd;

namespace MerClip.Data;

/// <summary>Reads a data set of whatever format: the content of the file decides, not its name.</summary>
public static class CorpusReader
{
    /// <summary>A new format is one line here.</summary>
    static readonly ICorpusFormat[] Formats =
    [
        new LabelCsvFormat(), new CsdFormat(), new SafetensorsFormat(), new ArrowFormat(), new NumpyFormat(), new TorchFormat(),
        new PickleFormat(),
    ];

    /// <summary>Reads a data set.</summary>
    /// <param name="path">The file, or a folder of files.</param>
    /// <exception cref="InputException">It cannot be opened or is in no known format.</exception>
    public static CorpusFile Read(string path)
    {
        string file = FileOf(path), sha256 = InputFile.Sha256OfAll(file);
        ICorpusFormat format = Detect(file);
        return format is TreeFormat container
            ? Read(container.Tree(file), path, sha256)
            : new CorpusFile(format.Read(file), path, sha256, format.Name);
    }

    static CorpusFile Read(CorpusTree tree, string path, string sha256) =>
        new(MmsaReader.Read(tree.Root, Path.GetFileName(path)), path, sha256, tree.Format) { LeftOut = tree.LeftOut };

    /// <summary>What a path means: the table of recordings in a folder that has one, else the file or folder itself.</summary>
    internal static string FileOf(string path)
    {
        string table = Path.Combine(path, LabelCsvReader.FileName);
        return Directory.Exists(path) && File.Exists(table) ? table : path;
    }

    /// <summary>Reads computational sequences with one step a word: the steps of all modalities belong together.</summary>
    /// <param name="path">A folder of <c>.csd</c> files, with words or word vectors among them.</param>
    /// <param name="alignment">How rows become one.</param>
    /// <param name="part">A file that keeps finished videos, so that what was stopped goes on where it was; it belongs to the corpus
    /// as long as that is used, and is then to be deleted. Null keeps none.</param>
    /// <param name="progress">Told the share of the videos that is done, after each that was not finished before.</param>
    /// <exception cref="InputException">It cannot be read or is something else.</exception>
    public static CorpusFile ReadAligned(string path, AlignmentMode alignment, string? part = null, Action<double>? progress = null)
    {
        if (Detect(path) is not CsdFormat)
            throw new InputException($"{path} says nothing of times, so it cannot be aligned; give a folder of .csd files");
        string sha256 = InputFile.Sha256OfAll(path);
        CsdPart? finished = part is null ? null : CsdPart.Open(part, $"{sha256} {alignment}");
        return Read(new CsdFormat(alignment, finished, progress).Tree(path), path, sha256);
    }

    /// <summary>Whether a file or folder looks like a data set, and not like, say, a checkpoint, which some containers hold
    /// too. It may still be damaged.</summary>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="InputException">It cannot be opened.</exception>
    public static bool Holds(string path)
    {
        path = FileOf(path);
        if (Directory.Exists(path)) return Formats.Any(f => f.StartsFolder(path));
        byte[] head = FileHead.Of(path);
        return Array.Find(Formats, f => f.Starts(head)) is { } format && (format is not TreeFormat tree || tree.HoldsData(path));
    }

    /// <summary>The format of a file or folder.</summary>
    /// <exception cref="InputException">It cannot be opened or is in no known format.</exception>
    internal static ICorpusFormat Detect(string path)
    {
        string known = $"these can be read: {string.Join(", ", Formats.Select(f => f.Name))}";
        if (Directory.Exists(path))
            return Array.Find(Formats, f => f.StartsFolder(path))
                ?? throw new InputException($"{path} is a folder that holds no data set; {known}");
        byte[] head = FileHead.Of(path);
        if (Array.Find(Formats, f => f.Starts(head)) is { } format) return format;
        string toDo = head switch
        {
            [] => "it is empty: copy or download it again",
            [0x1F, 0x8B, ..] => "it is compressed: unpack it first",
            [(byte)'<', ..] => "it is a web page: the download went wrong",
            _ => known,
        };
        throw new InputException($"{path} is no data set; {toDo}");
    }
}
