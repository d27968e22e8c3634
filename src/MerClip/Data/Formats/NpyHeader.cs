using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MerClip.Data.Pickle;

namespace MerClip.Data.Formats;

/// <summary>How an array in NumPy's own format starts: <c>\x93NUMPY</c>, a version, and a Python dictionary of its type,
/// order and shape. Source: NumPy's <c>lib/format.py</c>.</summary>
/// <param name="Type">The type of the elements.</param>
/// <param name="ColumnMajor">Whether the elements are in Fortran's order.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="Bytes">How long the header is.</param>
sealed partial record NpyHeader(NumpyType Type, bool ColumnMajor, int[] Shape, int Bytes)
{
    const int LongestDictionary = 1 << 16, MostDimensions = 64;

    /// <summary>How many elements there are: the product of the shape.</summary>
    public int Count { get; } = Shape.Aggregate(1, (product, size) => product * size);

    /// <summary>Whether a file starts like an array.</summary>
    public static bool Starts(ReadOnlySpan<byte> head) =>
        head is [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..];

    /// <summary>Reads a header.</summary>
    /// <exception cref="FormatException">It is damaged, or of a type that is not read; the message says which.</exception>
    public static NpyHeader Read(Stream stream)
    {
        byte[] start = new byte[12];
        stream.ReadExactly(start, 0, 10);
        if (!Starts(start)) throw new FormatException("does not start as a NumPy array does");
        int version = start[6], length = BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(8)), before = 10;
        if (version is not (1 or 2 or 3)) throw new FormatException($"has version {version} of NumPy's format, which is not known");
        if (version > 1)
        {
            stream.ReadExactly(start, 10, 2);
            (length, before) = (BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(8)), 12);
        }
        if (length is < 0 or > LongestDictionary) throw new FormatException("has a header of impossible length");
        byte[] text = new byte[length];
        stream.ReadExactly(text);
        return Parse(Encoding.UTF8.GetString(text), before + length);
    }

    static NpyHeader Parse(string text, int bytes)
    {
        if (Dictionary().Match(text) is not { Success: true } match)
            throw new FormatException("has a header that describes no plain array (structured types are not read)");
        string descr = match.Groups["descr"].Value;
        if (NumpyType.Parse(descr[1..] is "O" ? "O8" : descr[1..]) is not { } type
            || !type.TrySetState([3L, descr[..1], null, null, null]))
            throw new FormatException($"has the element type '{InputException.Shown(descr)}', which is not read");
        string[] sizes = match.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (sizes.Length > MostDimensions) throw new FormatException($"has {sizes.Length} dimensions");
        int[] shape = new int[sizes.Length];
        long count = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            if (!int.TryParse(sizes[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i])
                || (count *= Math.Max(1, shape[i])) > Array.MaxLength)
                throw new FormatException($"has a shape of more than {Array.MaxLength:N0} elements");
        }
        return new NpyHeader(type, match.Groups["order"].Value == "True", shape, bytes);
    }

    // NumPy sorts the keys.
    [GeneratedRegex(
        """^\{'descr': '(?<descr>[<>|=][a-zA-Z]\d{0,9})', 'fortran_order': (?<order>True|False), 'shape': \((?<shape>[\d, ]*)\),? *\}\s*$""")]
    private static partial Regex Dictionary();
}
