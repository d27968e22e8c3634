namespace MerClip.Data;

/// <summary>Reads a data set of whatever format: the content of the file decides, not its name.</summary>
public static class CorpusReader
{
    /// <summary>A new format is one line here.</summary>
    static readonly ICorpusFormat[] Formats = [new MmsaFormat()];

    /// <summary>Reads a data set.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be opened or is in no known format.</exception>
    public static CorpusFile Read(string path)
    {
        ICorpusFormat format = Detect(path);
        return new CorpusFile(format.Read(path), path, InputFile.Sha256(path), format.Name);
    }

    /// <summary>The format of a file.</summary>
    /// <exception cref="InputException">It cannot be opened or is in no known format.</exception>
    internal static ICorpusFormat Detect(string path)
    {
        Span<byte> head = stackalloc byte[16];
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
