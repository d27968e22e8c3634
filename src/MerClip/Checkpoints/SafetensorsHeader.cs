using System.Text.Json;
using System.Text.Unicode;

namespace MerClip.Checkpoints;

/// <summary>The JSON header of a safetensors file, with everything about it checked that the format demands, so that
/// nothing read later can lie outside the file or have a size that its shape does not have.</summary>
sealed class SafetensorsHeader
{
    /// <summary>The entry that is not a tensor.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The tensors by name, in the order of their bytes.</summary>
    public OrderedDictionary<string, TensorInfo> Tensors { get; } = [];

    /// <summary>The free text entries.</summary>
    public Dictionary<string, string> Metadata { get; } = [];

    /// <param name="json">The header without its length, padding included.</param>
    /// <param name="dataBytes">How many bytes follow the header in the file.</param>
    /// <exception cref="FormatException">The format is violated; the message says how, in a line.</exception>
    public SafetensorsHeader(ReadOnlyMemory<byte> json, long dataBytes)
    {
        var text = json.TrimEnd((byte)' ');
        if (text.Length == 0 || text.Span[0] != '{' || text.Span[^1] != '}')
            throw new FormatException("the header is not a JSON object");
        if (!Utf8.IsValid(text.Span)) throw new FormatException("the header is not valid UTF-8");

        var tensors = new List<(string Name, TensorInfo Info)>();
        try
        {
            using var document = JsonDocument.Parse(text, new() { AllowDuplicateProperties = false });
            foreach (var property in document.RootElement.EnumerateObject())
                if (property.NameEquals(MetadataKey)) ReadMetadata(property.Value);
                else tensors.Add((property.Name, ReadInfo(property.Name, property.Value)));
        }
        catch (JsonException e)
        {
            throw new FormatException($"the header is not valid JSON ({OneLine(e.Message)})");
        }
        catch (InvalidOperationException) // from GetString, for an escape such as \ud800 without its second half
        {
            throw new FormatException("the header has a string that is not valid Unicode");
        }

        Place(tensors, dataBytes);
    }

    /// <summary>The text without line breaks or other control characters, for messages.</summary>
    static string OneLine(string text) => JsonEncodedText.Encode(text, Lenient).ToString();

    static readonly System.Text.Encodings.Web.JavaScriptEncoder Lenient =
        System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    void ReadMetadata(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new FormatException($"{MetadataKey} is not an object");
        foreach (var entry in element.EnumerateObject())
            Metadata[entry.Name] = entry.Value.ValueKind == JsonValueKind.String
                ? entry.Value.GetString()!
                : throw new FormatException($"{MetadataKey} entry '{OneLine(entry.Name)}' is not a string");
    }

    static TensorInfo ReadInfo(string name, JsonElement element)
    {
        string tensor = $"tensor '{OneLine(name)}'";
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("dtype", out var type) || type.ValueKind != JsonValueKind.String
            || !element.TryGetProperty("shape", out var shape) || shape.ValueKind != JsonValueKind.Array
            || !element.TryGetProperty("data_offsets", out var range) || range.ValueKind != JsonValueKind.Array)
            throw new FormatException($"{tensor} lacks a dtype, shape or data_offsets");

        var dtype = SafetensorsDtype.Named(type.GetString()!)
            ?? throw new FormatException($"{tensor} has the unknown dtype '{OneLine(type.GetString()!)}'");
        long[] sizes = Integers(shape) ?? throw new FormatException($"{tensor} has a shape that is not whole numbers");
        if (Integers(range) is not [long begin, long end] || end < begin)
            throw new FormatException($"{tensor} has data_offsets that are not [begin, end]");
        if (ByteCount(sizes, dtype.Bits) is not { } bytes)
            throw new FormatException($"{tensor} has an impossible size");
        if (bytes != end - begin)
            throw new FormatException($"{tensor} needs {bytes} bytes for its shape but has {end - begin}");
        return new(dtype.Name, sizes, begin, bytes);
    }

    /// <summary>The non-negative whole numbers of an array; null if it holds anything else.</summary>
    static long[]? Integers(JsonElement array)
    {
        var numbers = new long[array.GetArrayLength()];
        int i = 0;
        foreach (var item in array.EnumerateArray())
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out numbers[i]) || numbers[i++] < 0)
                return null;
        return numbers;
    }

    /// <summary>The bytes that a shape takes; null if they are not whole or overflow 64 bits. A 0 counts as 1 in the check
    /// for overflow, since libtorch multiplies the other sizes into strides.</summary>
    static long? ByteCount(long[] shape, int bits)
    {
        Int128 total = bits;
        foreach (long size in shape)
        {
            total *= Math.Max(size, 1);
            if (total > long.MaxValue) return null;
        }
        if (total % 8 != 0) return null;
        return shape.Contains(0) ? 0 : (long)(total / 8);
    }

    /// <summary>Keeps the tensors in the order of their bytes, which must follow one another from the first byte to the
    /// last without holes or overlaps.</summary>
    void Place(List<(string Name, TensorInfo Info)> tensors, long dataBytes)
    {
        long at = 0;
        foreach (var (name, info) in tensors.OrderBy(t => t.Info.Offset).ThenBy(t => t.Info.Bytes))
        {
            if (info.Offset != at)
                throw new FormatException($"tensor '{OneLine(name)}' starts at byte {info.Offset}, expected {at}");
            at += info.Bytes;
            Tensors.Add(name, info);
        }
        if (at != dataBytes) throw new FormatException($"the tensors take {at} bytes but {dataBytes} are there");
    }
}
