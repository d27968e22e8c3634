using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace MerClip.Tests.Data;

/// <summary>Writes pickles of protocol 4 as Python does, and, on demand, as nobody should.</summary>
sealed class PickleWriter
{
    readonly MemoryStream bytes = new();

    public PickleWriter(bool header = true)
    {
        if (header) Raw(0x80, 4);
    }

    /// <summary>The pickle of one value: null, bool, int, long, double, string, byte[], <see cref="Numpy"/>, a list (List),
    /// a tuple (object?[]) or a dictionary.</summary>
    public static byte[] Pickle(object? value) => new PickleWriter().Value(value).Stop();

    public byte[] Stop()
    {
        Raw((byte)'.');
        return bytes.ToArray();
    }

    public PickleWriter Raw(params ReadOnlySpan<byte> data)
    {
        bytes.Write(data);
        return this;
    }

    public PickleWriter Repeat(int count, params ReadOnlySpan<byte> data)
    {
        for (int i = 0; i < count; i++) bytes.Write(data);
        return this;
    }

    public PickleWriter Ascii(string text) => Raw(Encoding.Latin1.GetBytes(text));

    public PickleWriter UInt64(ulong value)
    {
        Span<byte> field = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(field, value);
        return Raw(field);
    }

    public PickleWriter Value(object? value)
    {
        switch (value)
        {
            case null: return Raw((byte)'N');
            case bool truth: return Raw(truth ? (byte)0x88 : (byte)0x89);
            case int number: return Value((long)number);
            case long number:
                byte[] digits = new BigInteger(number).ToByteArray();
                return Raw(0x8A, (byte)digits.Length).Raw(digits);
            case double number:
                Span<byte> field = stackalloc byte[8];
                BinaryPrimitives.WriteDoubleBigEndian(field, number);
                return Raw((byte)'G').Raw(field);
            case string text:
                byte[] utf8 = Encoding.UTF8.GetBytes(text);
                return Raw(0x8D).UInt64((ulong)utf8.Length).Raw(utf8);
            case byte[] data: return Raw(0x8E).UInt64((ulong)data.Length).Raw(data);
            case Numpy array: return Array(array);
            case object?[] tuple:
                Raw((byte)'(');
                foreach (object? item in tuple) Value(item);
                return Raw((byte)'t');
            case IReadOnlyDictionary<string, object?> dictionary:
                Raw((byte)'}', (byte)'(');
                foreach ((string key, object? item) in dictionary) Value(key).Value(item);
                return Raw((byte)'u');
            case IEnumerable<object?> list:
                Raw((byte)']', (byte)'(');
                foreach (object? item in list) Value(item);
                return Raw((byte)'e');
            default: throw new ArgumentException(value.GetType().Name);
        }
    }

    public PickleWriter Global(string module, string name) => Value(module).Value(name).Raw(0x93);

    public PickleWriter DType(string code, string order) =>
        Global("numpy", "dtype").Value(new object?[] { code, false, true }).Raw((byte)'R')
            .Value(new object?[] { 3, order, null, null, null, -1, -1, 0 }).Raw((byte)'b');

    /// <summary>What comes before the state of an array.</summary>
    public PickleWriter Reconstruct() =>
        Global("numpy.core.multiarray", "_reconstruct").Raw((byte)'(').Global("numpy", "ndarray")
            .Value(new object?[] { 0 }).Value("b"u8.ToArray()).Raw((byte)'t', (byte)'R');

    PickleWriter Array(Numpy array)
    {
        Reconstruct().Raw((byte)'(').Value(1).Value(array.Shape.Select(s => (object?)s).ToArray());
        return DType(array.Type, array.Order).Value(array.ColumnMajor).Value(array.Data).Raw((byte)'t', (byte)'b');
    }
}
