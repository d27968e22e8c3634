using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace MerClip.Data.Formats;

/// <summary>Checks that a column lies within its buffers: the library reads where offsets point to, wherever that is, and a
/// damaged file would end the process.</summary>
static class ArrowBounds
{
    const int Deepest = 8;

    /// <summary>Checks a column and the columns that it is made of.</summary>
    /// <exception cref="FormatException">Something points outside, or is of a type that no data set has.</exception>
    public static void Check(ArrayData data, int depth = 0)
    {
        if (depth > Deepest || data.Length < 0 || data.Offset < 0 || data.Length > int.MaxValue - 1 - data.Offset) throw Outside();
        long end = (long)data.Offset + data.Length;
        if (data.Buffers[0].Length > 0) Room(data, 0, (end + 7) / 8);
        switch (data.DataType)
        {
            case StringType: Room(data, 2, Last(Offsets<int>(data, end))); break;
            case LargeStringType: Room(data, 2, Last(Offsets<long>(data, end))); break;
            case ListType: Child(data, Last(Offsets<int>(data, end)), depth); break;
            case LargeListType: Child(data, Last(Offsets<long>(data, end)), depth); break;
            case FixedSizeListType list: Child(data, end * list.ListSize, depth); break;
            case DictionaryType { IndexType: FixedWidthType indices }:
                Room(data, 1, end * indices.BitWidth / 8);
                Check(data.Dictionary, depth + 1);
                Indices(data);
                break;
            case BooleanType: Room(data, 1, (end + 7) / 8); break;
            case FixedWidthType type: Room(data, 1, end * type.BitWidth / 8); break;
            default: throw new FormatException($"has a column of {data.DataType.Name}");
        }
    }

    static ReadOnlySpan<T> Offsets<T>(ArrayData data, long end) where T : unmanaged
    {
        if (data.Length == 0) return [];
        Room(data, 1, (end + 1) * Marshal.SizeOf<T>());
        return MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span)[data.Offset..(int)(end + 1)];
    }

    // Offsets must not fall, so that every length is a length.
    static long Last<T>(ReadOnlySpan<T> offsets) where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        T last = T.Zero;
        foreach (T offset in offsets)
        {
            if (offset < last) throw Outside();
            last = offset;
        }
        return long.CreateChecked(last);
    }

    static void Child(ArrayData data, long needed, int depth)
    {
        if (data.Children is not [var child] || needed < 0 || child.Length < needed) throw Outside();
        Check(child, depth + 1);
    }

    static void Indices(ArrayData data)
    {
        IArrowArray indices = ArrowArrayFactory.BuildArray(new ArrayData(((DictionaryType)data.DataType).IndexType,
            data.Length, data.NullCount, data.Offset, [data.Buffers[0], data.Buffers[1]]));
        for (int row = 0; row < data.Length; row++)
            if (ArrowCells.Number(indices, row) is var index && (index < 0 || index >= data.Dictionary.Length)) throw Outside();
    }

    static void Room(ArrayData data, int buffer, long bytes)
    {
        if (data.Buffers.Length <= buffer || bytes < 0 || data.Buffers[buffer].Length < bytes) throw Outside();
    }

    static FormatException Outside() => new("has a column that reaches beyond its data");
}
