using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using MerClip.Data.Pickle;

namespace MerClip.Data.Writers;

/// <summary>Writes a pickle (protocol 4) of dictionaries, lists, texts and NumPy arrays as it goes, holding nothing back.</summary>
sealed class PickleOutput(Stream stream)
{
    const byte Protocol = 4, Mark = (byte)'(';

    /// <summary>What the pickle starts with.</summary>
    public void Start() => Bytes((byte)PickleOpcode.Proto, Protocol);

    /// <summary>What the pickle ends with.</summary>
    public void End() => Bytes((byte)PickleOpcode.Stop);

    /// <summary>A dictionary whose entries <paramref name="entries"/> writes: a text, then a value, and so on.</summary>
    public void Dictionary(Action entries)
    {
        Bytes((byte)PickleOpcode.EmptyDict, Mark);
        entries();
        Bytes((byte)PickleOpcode.SetItems);
    }

    /// <summary>A list of texts.</summary>
    public void Texts(IEnumerable<string> texts) => List(texts, Text);

    /// <summary>A list of whole numbers.</summary>
    public void Integers(IEnumerable<int> numbers) => List(numbers, Integer);

    /// <summary>A text; halves of surrogate pairs become U+FFFD.</summary>
    public void Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Sized(PickleOpcode.BinUnicode, utf8.Length);
        stream.Write(utf8);
    }

    /// <summary>A float32 array.</summary>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="rows">Its elements, row-major, in pieces.</param>
    public void Singles(int[] shape, IEnumerable<ReadOnlyMemory<float>> rows)
    {
        Global("numpy.core.multiarray", "_reconstruct");
        Bytes(Mark);
        Global("numpy", "ndarray");
        Tuple(() => Integer(0));
        Bytes((byte)PickleOpcode.ShortBinBytes, 1, (byte)'b', (byte)PickleOpcode.Tuple, (byte)PickleOpcode.Reduce, Mark);
        Integer(1);
        Tuple(() => Array.ForEach(shape, Integer));
        Type();
        Bytes((byte)PickleOpcode.NewFalse, (byte)PickleOpcode.BinBytes8);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, shape.Aggregate(4L, (product, size) => product * size));
        stream.Write(length);
        foreach (ReadOnlyMemory<float> row in rows) stream.Write(MemoryMarshal.AsBytes(row.Span));
        Bytes((byte)PickleOpcode.Tuple, (byte)PickleOpcode.Build);
    }

    // numpy.dtype('f4', False, True), then its state (3, '<', None, None, None, -1, -1, 0).
    void Type()
    {
        Global("numpy", "dtype");
        Tuple(() =>
        {
            Text("f4");
            Bytes((byte)PickleOpcode.NewFalse, (byte)PickleOpcode.NewTrue);
        });
        Bytes((byte)PickleOpcode.Reduce);
        Tuple(() =>
        {
            Integer(3);
            Text("<");
            Bytes((byte)PickleOpcode.None, (byte)PickleOpcode.None, (byte)PickleOpcode.None);
            Integer(-1);
            Integer(-1);
            Integer(0);
        });
        Bytes((byte)PickleOpcode.Build);
    }

    void List<T>(IEnumerable<T> items, Action<T> write)
    {
        Bytes((byte)PickleOpcode.EmptyList, Mark);
        foreach (T item in items) write(item);
        Bytes((byte)PickleOpcode.Appends);
    }

    void Tuple(Action items)
    {
        Bytes(Mark);
        items();
        Bytes((byte)PickleOpcode.Tuple);
    }

    void Global(string module, string name)
    {
        Text(module);
        Text(name);
        Bytes((byte)PickleOpcode.StackGlobal);
    }

    void Integer(int number) => Sized(PickleOpcode.BinInt, number);

    void Sized(PickleOpcode opcode, int number)
    {
        Span<byte> field = stackalloc byte[5];
        field[0] = (byte)opcode;
        BinaryPrimitives.WriteInt32LittleEndian(field[1..], number);
        stream.Write(field);
    }

    void Bytes(params ReadOnlySpan<byte> bytes) => stream.Write(bytes);
}
