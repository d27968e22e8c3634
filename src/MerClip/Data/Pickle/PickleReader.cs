using MerClip.Data.Stored;

namespace MerClip.Data.Pickle;

/// <summary>Reads Python pickles, protocols 0 to 5, that hold NumPy arrays and plain values, and nothing else.</summary>
/// <remarks>
/// A pickle is a program, and Python's own reader runs it. This one carries out only the instructions that build plain
/// values and arrays, refuses any other global by name, and executes nothing. What comes out:
/// <c>None</c> null · <c>bool</c> bool · <c>int</c> long, or <see cref="System.Numerics.BigInteger"/> beyond 64 bits ·
/// <c>float</c> double · <c>str</c> string · <c>bytes</c>, <c>bytearray</c> and Python 2's strings <c>byte[]</c>, or
/// <see cref="PickleBytes"/> above 64 KiB · <c>list</c>, <c>set</c> and <c>frozenset</c> List&lt;object?&gt; ·
/// <c>tuple</c> object?[] · <c>dict</c> and <c>OrderedDict</c> <see cref="PickleDictionary"/> · <c>numpy.ndarray</c>
/// <see cref="NdArray"/> · a NumPy scalar the plain value. A container may contain itself: do not walk it to the end.
/// In a file above 512 MiB of a protocol before 3, a string of more than 4 KiB is a <see cref="PickleLongText"/>.
/// Memory stays within a small multiple of the file's size, whatever the file says; of files above 512 MiB, arrays of numbers stay in
/// the file (<c>MERCLIP_MOST_IN_MEMORY</c> sets another limit, in MiB).
/// Source: the opcodes and their comments in CPython's <c>Lib/pickletools.py</c>.
/// </remarks>
public static class PickleReader
{
    /// <summary>Reads the first pickle in a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The value, as the remarks on the class say.</returns>
    /// <exception cref="InputException">The file cannot be opened, is damaged, or holds something else.</exception>
    public static object? Read(string path)
    {
        using FileStream stream = InputFile.Open(path);
        return stream.Length > StoredFile.MostInMemory
            ? Read(StoredFile.Open(path), Path.GetFileName(path))
            : Read(stream, Path.GetFileName(path));
    }

    /// <summary>Reads the first pickle in a file, in which its arrays stay.</summary>
    internal static object? Read(StoredFile file, string name)
    {
        using FileStream stream = file.OpenStream();
        return new PickleMachine(new PickleSource(stream, name, file)).Run();
    }

    /// <summary>Reads the first pickle in a stream.</summary>
    /// <param name="stream">A stream that can seek, read from its start.</param>
    /// <param name="name">What messages call it.</param>
    /// <returns>The value, as the remarks on the class say.</returns>
    /// <exception cref="InputException">The stream is damaged or holds something else.</exception>
    public static object? Read(Stream stream, string name) => new PickleMachine(new PickleSource(stream, name)).Run();
}
