using System.Buffers.Binary;
using MerClip.Data.Stored;

namespace MerClip.Data.Pickle;

/// <summary>The bytes of a pickle: read in order through a small buffer, or again at an offset, never beyond the end.
/// Every length is checked against what is left before anything is allocated for it.</summary>
/// <param name="stream">Seekable, at its start.</param>
/// <param name="name">What messages call it.</param>
/// <param name="file">The same bytes as a file in which arrays may stay; null if all is to be read.</param>
sealed class PickleSource(Stream stream, string name, StoredFile? file = null)
{
    const string Damaged = "the file is damaged or incomplete: copy or download it again";

    readonly byte[] buffer = new byte[1 << 16];
    long bufferStart;
    int bufferLength;
    int next;

    Spool? spool;

    public long Length { get; } = stream.Length;

    /// <summary>Where arrays may stay; null if all is to be read.</summary>
    public StoredFile? File => file;

    /// <summary>Where bytes that were written as text become bytes.</summary>
    public Spool Spool => spool ??= new Spool(name);

    public long Position => bufferStart + next;

    public long Remaining => Length - Position;

    /// <summary>Where the instruction that is being carried out starts: what errors point at.</summary>
    public long Instruction { get; set; }

    public InputException Error(string what, string toDo) =>
        new($"{name}, byte {Instruction}: {what}; {toDo}");

    public InputException Broken(string what) => Error(what, Damaged);

    public byte ReadByte()
    {
        if (next == bufferLength) Fill(1);
        return buffer[next++];
    }

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>A length field of 1, 4 or 8 bytes, checked against what is left.</summary>
    public long ReadLength(int width)
    {
        ReadOnlySpan<byte> field = Take(width);
        ulong length = width switch
        {
            1 => field[0],
            4 => BinaryPrimitives.ReadUInt32LittleEndian(field),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(field),
        };
        return length <= (ulong)Remaining
            ? (long)length
            : throw Broken($"announces {length:N0} bytes where {Remaining:N0} are left");
    }

    /// <summary>The next bytes; the span is good until the next read. Callers have checked that they are there.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > buffer.Length) return ReadBytes(count);
        if (bufferLength - next < count) Fill(count);
        next += count;
        return buffer.AsSpan(next - count, count);
    }

    /// <summary>The next bytes in an array of their own. Callers have checked that they are there.</summary>
    public byte[] ReadBytes(int count)
    {
        if (count == 0) return [];
        byte[] bytes = GC.AllocateUninitializedArray<byte>(count);
        CopyTo(Position, bytes);
        Skip(count);
        return bytes;
    }

    /// <summary>The bytes up to the next line feed, without it.</summary>
    public ReadOnlySpan<byte> ReadLine()
    {
        if (bufferLength == next) Fill(1);
        int end = buffer.AsSpan(next, bufferLength - next).IndexOf((byte)'\n');
        if (end >= 0)
        {
            next += end + 1;
            return buffer.AsSpan(next - end - 1, end);
        }
        int length = DistanceToLineFeed();
        ReadOnlySpan<byte> line = Take(length);
        Skip(1); // moves on without refilling, which would overwrite the line
        return line;
    }

    public void Skip(long count)
    {
        if (count <= bufferLength - next)
        {
            next += (int)count;
            return;
        }
        bufferStart = Position + count;
        bufferLength = next = 0;
    }

    /// <summary>Copies bytes from anywhere in the file, leaving the reading position where it is.</summary>
    public void CopyTo(long offset, Span<byte> target)
    {
        try
        {
            stream.Position = offset;
            stream.ReadExactly(target);
        }
        catch (EndOfStreamException)
        {
            throw Broken("the file ended while it was read");
        }
    }

    int DistanceToLineFeed()
    {
        byte[] chunk = new byte[1 << 16];
        for (long offset = Position; offset < Length; offset += chunk.Length)
        {
            int count = (int)Math.Min(chunk.Length, Length - offset);
            CopyTo(offset, chunk.AsSpan(0, count));
            int found = chunk.AsSpan(0, count).IndexOf((byte)'\n');
            if (found < 0) continue;
            long distance = offset + found - Position;
            return distance <= PickleMachine.LongestText
                ? (int)distance
                : throw Error($"a line of {distance:N0} bytes is too long", "save the file again with protocol 4 or later");
        }
        throw Broken("a line has no end");
    }

    void Fill(int needed)
    {
        if (Remaining < needed) throw Broken("the file ends in the middle of a value");
        bufferStart = Position;
        next = 0;
        bufferLength = (int)Math.Min(buffer.Length, Length - bufferStart);
        CopyTo(bufferStart, buffer.AsSpan(0, bufferLength));
    }
}
