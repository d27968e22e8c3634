using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MerClip.Data.Formats.Csd;

/// <summary>An HDF5 file that can be read a limited number of times over: addresses in a damaged file may lead in circles,
/// and every round of a circle reads something. Heaps of names must lie within the file: the library makes an array of
/// whatever size they say, as soon as it has read what they start with.</summary>
/// <remarks>Of a large read most bytes do not count, for the library reads the names of all members of a group again for each of
/// them: that is a thousand times the file where a group has tens of thousands.</remarks>
sealed class ReadLimit(Stream stream) : Stream
{
    const long Rounds = 32, Slack = 1 << 24;
    const int SmallRead = 256; // bytes
    const int SignatureBytes = 4, HeapSize = 4; // bytes between the signature and the size

    long left = Rounds * stream.Length + Slack;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => stream.Length;

    public override long Position
    {
        get => stream.Position;
        set => stream.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack(); // a link to itself is followed by calls within calls
        int read = stream.Read(buffer);
        // A read at the end counts too.
        if ((left -= Math.Max(1, Math.Min(read, SmallRead) + read / SmallRead)) < 0) throw new InvalidDataException("addresses lead in circles");
        if (read == SignatureBytes && (buffer.StartsWith("HEAP"u8) || buffer.StartsWith("GCOL"u8))) CheckHeap();
        return read;
    }

    void CheckHeap()
    {
        Span<byte> field = stackalloc byte[sizeof(ulong)];
        long position = stream.Position;
        stream.Position += HeapSize;
        stream.ReadAtLeast(field, field.Length, throwOnEndOfStream: false);
        stream.Position = position;
        if (BinaryPrimitives.ReadUInt64LittleEndian(field) > (ulong)stream.Length)
            throw new InvalidDataException("a heap is larger than the file");
    }

    public override long Seek(long offset, SeekOrigin origin) => stream.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) stream.Dispose();
        base.Dispose(disposing);
    }
}
