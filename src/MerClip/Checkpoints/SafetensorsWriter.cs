using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using static TorchSharp.torch;

namespace MerClip.Checkpoints;

/// <summary>Lays tensors out as a safetensors file and writes them, one after the other.</summary>
sealed class SafetensorsWriter
{
    const int Alignment = 8;

    readonly List<(string Name, Tensor Tensor, SafetensorsDtype Dtype)> tensors = [];
    readonly byte[] header;

    public SafetensorsWriter(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        foreach (var (name, tensor) in tensors)
        {
            if (name == SafetensorsHeader.MetadataKey) throw new ArgumentException($"a tensor cannot be called {name}");
            var dtype = SafetensorsDtype.For(tensor.dtype)
                ?? throw new ArgumentException($"tensor '{name}' is of type {tensor.dtype}, which cannot be written");
            this.tensors.Add((name, tensor, dtype));
        }
        // The reference's order. The widest first keeps every tensor aligned to its element size.
        this.tensors.Sort((a, b) => b.Dtype.Rank != a.Dtype.Rank
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
        foreach (var (_, tensor, _) in tensors)
        {
            // Both give the tensor itself if there is nothing to do; else the copy lives no longer than this.
            using var detached = tensor.detach();
            using var onCpu = detached.cpu();
            using var contiguous = onCpu.contiguous();
            TensorBytes.ForEach(contiguous, bytes => stream.Write(bytes));
        }
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
            foreach (var (name, tensor, dtype) in tensors)
            {
                long end = offset + tensor.numel() * dtype.Bits / 8;
                writer.WriteStartObject(name);
                writer.WriteString("dtype", dtype.Name);
                WriteNumbers(writer, "shape", tensor.shape);
                WriteNumbers(writer, "data_offsets", [offset, end]);
                writer.WriteEndObject();
                offset = end;
            }
            writer.WriteEndObject();
        }
        while (json.Length % Alignment != 0) json.WriteByte((byte)' ');
        return json.ToArray();
    }

    static void WriteNumbers(Utf8JsonWriter writer, string name, ReadOnlySpan<long> numbers)
    {
        writer.WriteStartArray(name);
        foreach (long number in numbers) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}
