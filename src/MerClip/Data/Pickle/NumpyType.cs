namespace MerClip.Data.Pickle;

/// <summary>A <c>numpy.dtype</c>: made from a name such as <c>f4</c>, then told its byte order.</summary>
sealed class NumpyType
{
    static readonly string[] Numbers = ["b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"];

    NumpyType(char kind, int size, string code)
    {
        Kind = kind;
        // A character of U is four bytes; an object is an entry of a list, whatever the pointer's size was.
        ItemSize = kind switch { 'U' => 4 * size, 'O' => 0, _ => size };
        Code = code;
    }

    /// <summary>b bool, i and u integers, f floating point, U str, S bytes, O object.</summary>
    public char Kind { get; }

    /// <summary>Bytes an element; 0 for objects.</summary>
    public int ItemSize { get; }

    public bool BigEndian { get; private set; }

    public string Code { get; }

    /// <summary>NumPy's name: <c>float32</c>, <c>&lt;U16</c>, <c>object</c>.</summary>
    public string Name => Kind switch
    {
        'b' => "bool",
        'i' => $"int{8 * ItemSize}",
        'u' => $"uint{8 * ItemSize}",
        'f' => $"float{8 * ItemSize}",
        'O' => "object",
        'S' => $"|{Code}",
        _ => (BigEndian ? ">" : "<") + Code,
    };

    /// <summary>The type that a code names, or null if it is none that data files have.</summary>
    public static NumpyType? Parse(string code)
    {
        if (code.Length < 2 || code.Length > 11) return null;
        if (Array.IndexOf(Numbers, code) >= 0) return new NumpyType(code[0], code[1] - '0', code);
        if (code[0] is not ('U' or 'S' or 'O') || !int.TryParse(code.AsSpan(1), out int size)) return null;
        // An element of no bytes would let a file of none claim any number of them.
        if (size is < 1 or > int.MaxValue / 4 || code[0] == 'O' && size is not (4 or 8)) return null;
        return new NumpyType(code[0], size, code);
    }

    /// <summary>Takes the state that <c>dtype.__setstate__</c> gets: <c>(version, order, subdtype, names, fields, …)</c>;
    /// false if it describes anything but a plain type.</summary>
    public bool TrySetState(object?[] state)
    {
        if (state.Length < 5 || state[2] is not null || state[3] is not null || state[4] is not null) return false;
        string? order = PickleText.AsString(state[1]);
        if (order is not ("<" or ">" or "=" or "|")) return false;
        BigEndian = order == ">";
        return true;
    }
}
