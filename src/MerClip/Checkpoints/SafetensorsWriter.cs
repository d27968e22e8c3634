using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MerClip.Checkpoints;

/// <summary>Lays tensors out as a safetensors file and writes them, one after the other.</summary>
sealed class SafetensorsWriter
{
    const int Alignment = 8;

    readonly List<SafetensorsEntry> tensors;
    readonly byte[] header;

    public SafetensorsWriter(IEnumerable<SafetensorsEntry> entries, IReadOnlyDictionary<string, string>? metadata)
    {
        tensors = [.. entries];
        if (tensors.Exists(t => t.Name == SafetensorsHeader.MetadataKey))
            throw new ArgumentException($"a tensor cannot be called {SafetensorsHeader.MetadataKey}");
        // The reference's order. The widest first keeps every tensor aligned to its element size.
        tensors.Sort((a, b) => b.Dtype.Rank != a.Dtype.Rank
            ? b.Dtype.Rank.CompareTo(a.Dtype.Rank)
            : string.CompareOrdinal(a.Name, b.Name));
        header = Header(metadata);
    }

    public void Write(Stream stream)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        tensors.ForEach(t => t.Write(stream));
    }

    byte[] Header(IReadOnlyDictionary<string, string>? metadata)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                writer.WriteStartObject(SafetensorsHeader.MetadataKey);
                foreach (var (key, value) in metadata.OrderBy(e => e.Key, StringComparer.Ordinal))
                    writer.WriteString(key, value);
                writer.WriteEndObject();
            }
            long offset = 0;
            foreach (SafetensorsEntry tensor in tensors)
            {
                long end = offset + tensor.Shape.Aggregate(1L, (product, size) => product * size) * tensor.Dtype.Bits / 8;
                writer.WriteStartObject(tensor.Name);
                writer.WriteString("dtype", tensor.Dtype.Name);
                WriteNumbers(writer, "shape", tensor.Shape);
                WriteNumbers(writer, "data_offsets", [offset, end]);
                writer.WriteEndObject();
                offset = end;
            }
            writer.WriteEndObject();
        }
        while (json.Length % Alignment != 0) json.WriteByte((byte)' ');
        return json.ToArray();
    }

    static void WriteNumbers(Utf8JsonWriter writer, string name, IEnumerable<long> numbers)
    {
        writer.WriteStartArray(name);
        foreach (long number in numbers) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}
