using System.Globalization;
using System.Text;

namespace MerClip.Encoders.Words;

/// <summary>One pass over a file of word vectors, in bytes: a line costs finding its end and looking its word up.</summary>
sealed class WordVectorFile : IDisposable
{
    const int FirstBuffer = 1 << 20;
    const int LongestLine = 1 << 24;
    const string Layout = "a file of word vectors has lines 'word v1 … vN'";
    const string Truncated = "the file is damaged or incomplete: copy or download it again";

    readonly string name;
    readonly FileStream stream;
    readonly Dictionary<byte[], string>.AlternateLookup<ReadOnlySpan<byte>> wanted;
    readonly HashSet<string> found = [];
    readonly List<string> words = [];
    readonly List<float> values = [];
    long line;
    long rows;
    long announced = -1;
    int width;
    int duplicates;

    public WordVectorFile(string path, IReadOnlySet<string> words)
    {
        name = Path.GetFileName(path);
        stream = InputFile.Open(path);
        wanted = words.ToDictionary(Encoding.UTF8.GetBytes, word => word, new Utf8Comparer())
            .GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public WordVectors Read()
    {
        byte[] buffer = new byte[FirstBuffer];
        int kept = 0;
        while (true)
        {
            int count = kept + stream.ReadAtLeast(buffer.AsSpan(kept), 1, throwOnEndOfStream: false);
            if (count == kept) break;
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, count);
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..]) ReadLine(rest[..end]);
            kept = rest.Length;
            if (kept == buffer.Length)
            {
                if (kept >= LongestLine) throw Error($"is longer than {LongestLine >> 20} MiB", Layout);
                Array.Resize(ref buffer, 2 * kept);
            }
            else rest.CopyTo(buffer);
        }
        if (kept > 0) ReadLastLine(buffer.AsSpan(0, kept));
        if (width == 0) throw new InputException($"{name} has no word vectors; {Layout}");
        if (announced >= 0 && announced != rows)
            throw new InputException($"{name}: line 1 announces {announced:N0} words, {rows:N0} are there; {Truncated}");
        return new WordVectors(words, [.. values], width, duplicates);
    }

    public void Dispose() => stream.Dispose();

    static int CountFields(ReadOnlySpan<byte> text)
    {
        int fields = 0;
        while (!NextField(ref text).IsEmpty) fields++;
        return fields;
    }

    static ReadOnlySpan<byte> NextField(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t"u8);
        int end = text.IndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> field = end < 0 ? text : text[..end];
        text = text[field.Length..];
        return field;
    }

    // A download that broke off shows here, and only here if the words asked for all came before.
    void ReadLastLine(ReadOnlySpan<byte> text)
    {
        ReadLine(text);
        if (width > 0 && CountFields(text.TrimEnd(" \t\r"u8)) < width + 1) throw Error("is cut off", Truncated);
    }

    void ReadLine(ReadOnlySpan<byte> text)
    {
        line++;
        if (width == 0 && !ReadFirstLine(text)) return;
        if (!text.IsEmpty) rows++;
        int end = text.IndexOfAny((byte)' ', (byte)'\t');
        if (end < 0 || !wanted.TryGetValue(text[..end], out string? word)) return;
        ReadOnlySpan<byte> fields = text[end..].TrimEnd(" \t\r"u8);
        int count = CountFields(fields);
        // GloVe 840B has "words" with spaces, such as ". . .": nobody asks for them.
        if (count > width && !IsNumber(fields)) return;
        if (count != width) throw Error($"has {count} values, the lines before {width}", Truncated);
        if (!found.Add(word))
        {
            duplicates++;
            return;
        }
        words.Add(word);
        for (int i = 0; i < width; i++) values.Add(Number(NextField(ref fields)));
    }

    /// <summary>Learns the width; false if the line is a header and so no word.</summary>
    bool ReadFirstLine(ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd(" \t\r"u8);
        width = CountFields(text) - 1;
        if (width < 1) throw Error("has no values", Layout);
        if (!IsNumber(text[(text.LastIndexOfAny((byte)' ', (byte)'\t') + 1)..])) throw Error("has no values", Layout);
        ReadOnlySpan<byte> rest = text;
        if (width > 1 || !IsWhole(NextField(ref rest), out long count) || !IsWhole(NextField(ref rest), out long size)
            || size is < 1 or > LongestLine) return true;
        (announced, width) = (count, (int)size);
        return false;
    }

    static bool IsWhole(ReadOnlySpan<byte> field, out long value) =>
        long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    static bool IsNumber(ReadOnlySpan<byte> fields) =>
        float.TryParse(NextField(ref fields), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    float Number(ReadOnlySpan<byte> field) =>
        float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? value
            : throw Error($"has the value '{InputException.Shown(Encoding.UTF8.GetString(field))}'",
                "every value must be a finite number: repair the line or get the file again");

    InputException Error(string what, string toDo) => new($"{name}, line {line:N0} {what}; {toDo}");
}
