using System.Buffers.Binary;

namespace MerClip.Data.Formats;

/// <summary>Checks what an Arrow file says of itself before the library believes it: how many columns, dictionaries, batches
/// and buffers there are, and that these lie within the file. The library makes arrays of whatever size it reads there.</summary>
/// <remarks>The footer is a FlatBuffers table: version, schema, dictionaries, batches, metadata; its length and the word
/// <c>ARROW1</c> end the file. A schema's entry 1 is its fields, a field's entry 5 its children. Before each batch stands a
/// message, whose entries 1 and 2 are its kind and its header: a batch (3: length, nodes, buffers) or a dictionary (2: id,
/// batch). Source: Arrow's <c>File.fbs</c>, <c>Schema.fbs</c> and <c>Message.fbs</c>.</remarks>
sealed class ArrowDescription
{
    const int TailBytes = 10, BlockBytes = 24, NodeBytes = 16, Deepest = 16;
    const int MostFields = 1 << 12, MostBlocks = 1 << 20, DictionaryKind = 2, BatchKind = 3;

    readonly Stream stream;
    readonly FlatBuffer footer;
    int fields;

    ArrowDescription(Stream stream)
    {
        this.stream = stream;
        byte[] tail = Read(stream.Length - TailBytes, TailBytes);
        int length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail.AsSpan().EndsWith("ARROW1"u8)) throw FlatBuffer.Untrue();
        footer = new FlatBuffer(Read(stream.Length - TailBytes - length, length));
    }

    /// <summary>Checks a file; leaves the stream at its start.</summary>
    /// <exception cref="InvalidDataException">Something cannot be true.</exception>
    public static void Check(Stream stream)
    {
        new ArrowDescription(stream).Check();
        stream.Position = 0;
    }

    void Check()
    {
        int root = footer.Root;
        int schema = footer.Table(root, 1) ?? throw FlatBuffer.Untrue();
        foreach (int field in footer.Tables(schema, 1, MostFields)) Field(field, 0);
        _ = footer.Tables(schema, 2, MostFields).Count();
        foreach (int entry in new[] { 2, 3 })
        {
            var (first, count) = footer.List(root, entry, BlockBytes, MostBlocks);
            for (int i = 0; i < count; i++) Block(first + BlockBytes * i);
        }
    }

    void Field(int field, int depth)
    {
        if (depth > Deepest || ++fields > MostFields) throw FlatBuffer.Untrue();
        _ = footer.Tables(field, 6, MostFields).Count();
        foreach (int child in footer.Tables(field, 5, MostFields)) Field(child, depth + 1);
    }

    // A block is where it is, how long its message is, and how long its data: 8, 4 (and 4 empty) and 8 bytes.
    void Block(int at)
    {
        long offset = footer.Int64(at), data = footer.Int64(at + 16);
        int length = footer.Int32(at + 8);
        if (data < 0 || data > stream.Length) throw FlatBuffer.Untrue();
        byte[] bytes = Read(offset, length);
        // Older files lack the mark of four bytes before the message's own length.
        int skip = bytes is [0xFF, 0xFF, 0xFF, 0xFF, ..] ? 8 : 4;
        if (length < skip || BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(skip - 4)) > length - skip) throw FlatBuffer.Untrue();
        FlatBuffer message = new(bytes[skip..]);
        if (message.Table(message.Root, 2) is not { } header) throw FlatBuffer.Untrue();
        if (message.Slot(message.Root, 3) is { } body && message.Int64(body) is var given && (given < 0 || given > stream.Length))
            throw FlatBuffer.Untrue();
        int batch = message.Byte(message.Root, 1) switch
        {
            BatchKind => header,
            DictionaryKind => message.Table(header, 1) ?? throw FlatBuffer.Untrue(),
            _ => throw FlatBuffer.Untrue(),
        };
        message.List(batch, 1, NodeBytes, 4 * MostFields);
        message.List(batch, 2, NodeBytes, 4 * MostFields);
        message.List(batch, 4, sizeof(long), 4 * MostFields);
    }

    byte[] Read(long offset, int length)
    {
        if (offset < 0 || length <= 0 || length > stream.Length || offset > stream.Length - length) throw FlatBuffer.Untrue();
        byte[] bytes = new byte[length];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        return bytes;
    }
}
