using MerClip.Data.Pickle;

namespace MerClip.Data.Stored;

/// <summary>The numbers of an array that lie one after the other in a file, row-major.</summary>
/// <param name="file">The file.</param>
/// <param name="offset">Where the first one begins, in bytes.</param>
/// <param name="type">What they are.</param>
sealed class StoredNumbers(StoredFile file, long offset, NumpyType type)
{
    const int Piece = 4096;

    readonly bool plain = type is { Code: "f4", BigEndian: false };

    /// <summary>NumPy's name of the type.</summary>
    public string DType => type.Name;

    /// <summary>Some of the numbers as single precision; any number of threads may read.</summary>
    /// <param name="first">Which comes first, counted from 0.</param>
    /// <param name="target">Takes as many as it is long.</param>
    /// <exception cref="InputException">The file has become shorter.</exception>
    public void Read(long first, Span<float> target)
    {
        if (plain)
        {
            file.Read(offset + first * sizeof(float), System.Runtime.InteropServices.MemoryMarshal.AsBytes(target));
            return;
        }
        for (int done = 0; done < target.Length; done += Piece)
        {
            Span<float> part = target[done..Math.Min(done + Piece, target.Length)];
            NdArray.Singles(Load(first + done, part.Length)).CopyTo(part);
        }
    }

    /// <summary>Some of the numbers, of their own type.</summary>
    public Array Load(long first, int count)
    {
        long start = offset + first * type.ItemSize;
        return new ArrayLoader(type, (at, target) => file.Read(start + at, target)).Load(count, [count], strides: null);
    }
}
