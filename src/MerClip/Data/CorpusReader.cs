namespace MerClip.Data;

/// <summary>Reads a data set of whatever format: the content of the file decides, not its name.</summary>
public static class CorpusReader
{
    /// <summary>A new format is one line here.</summary>
    static readonly ICorpusFormat[] Formats = [new LabelCsvFormat(), new MmsaFormat()];

    /// <summary>How much of a file a format is shown; the first line of a table fits in.</summary>
    const int Head = 4096;

    /// <summary>Reads a data set.</summary>
    /// <param name="path">The file, or a folder with a <c>label.csv</c>.</param>
    /// <exception cref="InputException">It cannot be opened or is in no known format.</exception>
    public static CorpusFile Read(string path)
    {
        string file = FileOf(path);
        ICorpusFormat format = Detect(file);
        return new CorpusFile(format.Read(file), path, InputFile.Sha256(file), format.Name);
    }

    /// <summary>The file that a path means.</summary>
    internal static string FileOf(string path)
    {
        if (!Directory.Exists(path)) return path;
        string table = Path.Combine(path, LabelCsvReader.FileName);
        return File.Exists(table) ? table
            : throw new InputException($"{path} is a folder without {LabelCsvReader.FileName}; give a data file");
    }

    /// <summary>The format of a file.</summary>
    /// <exception cref="InputException">It cannot be opened or is in no known format.</exception>
    internal static ICorpusFormat Detect(string path)
    {
        Span<byte> head = stackalloc byte[Head];
        using FileStream stream = InputFile.Open(path);
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        foreach (ICorpusFormat format in Formats)
            if (format.Starts(head)) return format;
        string toDo = head switch
        {
            [] => "it is empty: copy or download it again",
            [0x1F, 0x8B, ..] or [(byte)'P', (byte)'K', ..] => "it is compressed: unpack it first",
            [(byte)'<', ..] => "it is a web page: the download went wrong",
            _ => $"these can be read: {string.Join(", ", Formats.Select(f => f.Name))}",
        };
        throw new InputException($"{path} is no data set; {toDo}");
    }
}
