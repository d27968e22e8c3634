using System.Buffers.Binary;

namespace MerClip.Data.Formats;

/// <summary>Tables of the FlatBuffers format, in which Arrow describes itself. Everything is checked to lie within the
/// bytes.</summary>
sealed class FlatBuffer(byte[] bytes)
{
    /// <summary>The outermost table.</summary>
    public int Root => Follow(0);

    /// <summary>Where entry <paramref name="entry"/> of a table is; null if the table has none.</summary>
    public int? Slot(int table, int entry)
    {
        long entries = (long)table - BinaryPrimitives.ReadInt32LittleEndian(At(table, 4));
        if (entries is < 0 or > int.MaxValue) throw Untrue();
        int slot = 4 + 2 * entry;
        if (slot + 2 > BinaryPrimitives.ReadUInt16LittleEndian(At((int)entries, 2))) return null;
        int offset = BinaryPrimitives.ReadUInt16LittleEndian(At((int)entries + slot, 2));
        return offset == 0 ? null : table + offset;
    }

    /// <summary>Where an offset points to.</summary>
    public int Follow(int from)
    {
        long to = from + (long)BinaryPrimitives.ReadUInt32LittleEndian(At(from, 4));
        At((int)Math.Min(to, int.MaxValue), 4);
        return (int)to;
    }

    /// <summary>The table that an entry of a table is; null if it has none.</summary>
    public int? Table(int table, int entry) => Slot(table, entry) is { } slot ? Follow(slot) : null;

    /// <summary>The tables of a list of them; none if there is no list.</summary>
    public IEnumerable<int> Tables(int table, int entry, int most)
    {
        var (first, count) = List(table, entry, 4, most);
        for (int i = 0; i < count; i++) yield return Follow(first + 4 * i);
    }

    /// <summary>Where the items of a list are, each of <paramref name="size"/> bytes, and how many there are.</summary>
    public (int First, int Count) List(int table, int entry, int size, int most)
    {
        if (Table(table, entry) is not { } list) return (0, 0);
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(At(list, 4));
        if (count > most) throw Untrue();
        At(list + 4, (int)count * size);
        return (list + 4, (int)count);
    }

    /// <summary>A number of a table's entry of one byte; 0 if there is none.</summary>
    public byte Byte(int table, int entry) => Slot(table, entry) is { } slot ? At(slot, 1)[0] : (byte)0;

    /// <summary>A number of 4 bytes.</summary>
    public int Int32(int at) => BinaryPrimitives.ReadInt32LittleEndian(At(at, 4));

    /// <summary>A number of 8 bytes.</summary>
    public long Int64(int at) => BinaryPrimitives.ReadInt64LittleEndian(At(at, 8));

    /// <summary>What is thrown if something cannot be true.</summary>
    public static InvalidDataException Untrue() => new("its description cannot be true");

    ReadOnlySpan<byte> At(int at, int count) =>
        at >= 0 && count >= 0 && count <= bytes.Length - at ? bytes.AsSpan(at, count) : throw Untrue();
}
