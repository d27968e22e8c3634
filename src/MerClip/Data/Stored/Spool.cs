using System.Runtime.InteropServices;
using MerClip.Data.Pickle;

namespace MerClip.Data.Stored;

/// <summary>A temporary file for what comes out of a data file one piece after the other and does not fit into memory
/// (<c>TMPDIR</c> says where; it needs as much room as the data unpacked).</summary>
/// <param name="name">What messages call it.</param>
sealed class Spool(string name)
{
    static readonly NumpyType Single = NumpyType.Parse("f4")!;

    /// <summary>Where what is added next begins.</summary>
    public long End { get; private set; }

    /// <summary>The file.</summary>
    public StoredFile File { get; } = StoredFile.Temporary(name);

    /// <summary>Adds bytes.</summary>
    /// <returns>Where they begin.</returns>
    public long Add(ReadOnlySpan<byte> bytes)
    {
        File.Write(End, bytes);
        return (End += bytes.Length) - bytes.Length;
    }

    /// <summary>Adds all that is left of a stream.</summary>
    /// <param name="stream">Read to its end.</param>
    /// <param name="length">What it is said to hold.</param>
    /// <returns>Where it begins.</returns>
    /// <exception cref="InvalidDataException">It holds more, or less.</exception>
    public long Add(Stream stream, long length)
    {
        long start = End;
        byte[] chunk = new byte[1 << 20];
        for (int read; (read = stream.Read(chunk)) > 0;)
        {
            Add(chunk.AsSpan(0, read));
            if (End - start > length) throw new InvalidDataException("an entry is longer than it says");
        }
        return End - start == length ? start : throw new InvalidDataException("an entry is shorter than it says");
    }

    /// <summary>Adds an array.</summary>
    /// <param name="values">Row-major.</param>
    /// <param name="shape">Its dimensions.</param>
    public NdArray Add(ReadOnlySpan<float> values, params int[] shape) =>
        NdArray.Of(new StoredNumbers(File, Add(MemoryMarshal.AsBytes(values)), Single), shape);
}
