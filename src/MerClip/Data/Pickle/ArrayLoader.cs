using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace MerClip.Data.Pickle;

/// <summary>Turns the bytes of an array into elements, straight from the file into the array that keeps them.</summary>
/// <param name="type">What the elements are.</param>
/// <param name="copy">Copies bytes of the array; it is called from the first to the last, each once.</param>
sealed class ArrayLoader(NumpyType type, ArrayLoader.Copy copy)
{
    const int ChunkBytes = 1 << 20;

    /// <summary>Copies the array's bytes from an offset on.</summary>
    public delegate void Copy(long offset, Span<byte> target);

    /// <summary>The elements in row-major order. The caller has checked that there are bytes for exactly so many.</summary>
    /// <param name="count">How many elements.</param>
    /// <param name="shape">The dimensions.</param>
    /// <param name="strides">How many elements apart neighbours along each dimension are in the file; null if they are in
    /// row-major order there.</param>
    public Array Load(int count, int[] shape, int[]? strides) => type.Code switch
    {
        "f2" => Arrange(Read<Half>(count), shape, strides),
        "f4" => Arrange(Read<float>(count), shape, strides),
        "f8" => Arrange(Read<double>(count), shape, strides),
        "i1" => Arrange(Read<sbyte>(count), shape, strides),
        "i2" => Arrange(Read<short>(count), shape, strides),
        "i4" => Arrange(Read<int>(count), shape, strides),
        "i8" => Arrange(Read<long>(count), shape, strides),
        "u1" => Arrange(Read<byte>(count), shape, strides),
        "u2" => Arrange(Read<ushort>(count), shape, strides),
        "u4" => Arrange(Read<uint>(count), shape, strides),
        "u8" => Arrange(Read<ulong>(count), shape, strides),
        "b1" => Arrange(Array.ConvertAll(Read<byte>(count), b => b != 0), shape, strides),
        _ => Arrange(ReadStrings(count), shape, strides),
    };

    // Element (i, j, …) lies at i·strides[0] + j·strides[1] + … in the file.
    static T[] Arrange<T>(T[] from, int[] shape, int[]? strides)
    {
        if (strides is null || from.Length == 0) return from;
        T[] to = new T[from.Length];
        int[] index = new int[shape.Length];
        int position = 0;
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = from[position];
            for (int d = shape.Length - 1; d >= 0; d--)
            {
                position += strides[d];
                if (++index[d] < shape[d]) break;
                position -= strides[d] * shape[d];
                index[d] = 0;
            }
        }
        return to;
    }

    T[] Read<T>(int count) where T : unmanaged
    {
        T[] values = GC.AllocateUninitializedArray<T>(count);
        int step = ChunkBytes / type.ItemSize;
        for (int done = 0; done < count; done += Math.Min(step, count - done))
        {
            Span<byte> part = MemoryMarshal.AsBytes(values.AsSpan(done, Math.Min(step, count - done)));
            copy((long)done * type.ItemSize, part);
            if (type.BigEndian) ReverseElements(part);
        }
        return values;
    }

    void ReverseElements(Span<byte> bytes)
    {
        switch (type.ItemSize)
        {
            case 2:
                Span<short> shorts = MemoryMarshal.Cast<byte, short>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                Span<int> ints = MemoryMarshal.Cast<byte, int>(bytes);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                Span<long> longs = MemoryMarshal.Cast<byte, long>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    string[] ReadStrings(int count)
    {
        Encoding encoding = type.Kind == 'S' ? Encoding.UTF8 : new UTF32Encoding(type.BigEndian, byteOrderMark: false);
        int unit = type.Kind == 'S' ? 1 : 4;
        int size = type.ItemSize;
        string[] values = new string[count];
        byte[] chunk = new byte[size * (long)Math.Clamp(ChunkBytes / size, 1, Math.Max(1, count))];
        int step = chunk.Length / size;
        for (int done = 0; done < count; done += step)
        {
            int items = Math.Min(step, count - done);
            copy((long)done * size, chunk.AsSpan(0, items * size));
            for (int i = 0; i < items; i++)
            {
                ReadOnlySpan<byte> item = chunk.AsSpan(i * size, size);
                int used = item.LastIndexOfAnyExcept((byte)0) + 1; // NumPy pads with NULs
                values[done + i] = encoding.GetString(item[..((used + unit - 1) / unit * unit)]);
            }
        }
        return values;
    }
}
