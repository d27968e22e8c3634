using System.Text;
using MerClip.Data.Stored;

namespace MerClip.Data.Pickle;

/// <summary>What the instructions REDUCE and BUILD may do: make NumPy's types, arrays and scalars.</summary>
sealed class PickleCalls(PickleSource source, PickleBudget budget) : IPickleCalls
{
    const int MostDimensions = 64; // NumPy's own limit
    const string NotNumpy = "only NumPy arrays and plain values are read: save the data as those";

    public bool KnowsInstances => false;

    public object New(object? type, object? arguments) => throw new NotSupportedException();

    public object Persistent(object? id) => throw new NotSupportedException();

    /// <summary>The global of a name; anything but NumPy's own is refused.</summary>
    public object Find(string module, string name) => (module, name) switch
    {
        ("numpy.core.multiarray" or "numpy._core.multiarray", "_reconstruct") => PickleGlobal.Reconstruct,
        ("numpy.core.numeric" or "numpy._core.numeric", "_frombuffer") => PickleGlobal.FromBuffer,
        ("numpy.core.multiarray" or "numpy._core.multiarray", "scalar") => PickleGlobal.Scalar,
        ("numpy", "ndarray") => PickleGlobal.NdArray,
        ("numpy", "dtype") => PickleGlobal.DType,
        ("_codecs", "encode") => PickleGlobal.Encode,
        ("builtins" or "__builtin__", "bytes") => PickleGlobal.Bytes,
        ("collections", "OrderedDict") => PickleGlobal.OrderedDict,
        _ => throw source.Error(
            $"refuses {InputException.Shown(module)}.{InputException.Shown(name)}: nothing in a data file is executed",
            "only NumPy arrays and plain values are read; do not open this file with Python unless you trust its maker"),
    };

    public object Call(object? callee, object? arguments) => (callee, arguments) switch
    {
        (PickleGlobal.Reconstruct, object?[] { Length: 3 } args) when args[0] is PickleGlobal.NdArray => new NdArray(),
        (PickleGlobal.FromBuffer, object?[] { Length: 4 or 5 } args) => FromBuffer(args),
        (PickleGlobal.DType, object?[] { Length: 1 or 2 or 3 } args) => DType(args),
        (PickleGlobal.Scalar, object?[] { Length: 2 } args) => Scalar(args),
        (PickleGlobal.Encode, object?[] { Length: 2 } args) => Encode(args),
        (PickleGlobal.Bytes, object?[] { Length: 0 }) => Array.Empty<byte>(),
        (PickleGlobal.OrderedDict, object?[] { Length: 0 }) => new PickleDictionary(),
        (PickleGlobal global, _) => throw source.Error($"calls {global} in a way that NumPy does not", NotNumpy),
        _ => throw source.Error("calls something that is no NumPy function", NotNumpy),
    };

    public void Build(object? target, object? state)
    {
        switch (target, state)
        {
            case (NumpyType type, object?[] { Length: >= 5 } fields):
                if (!type.TrySetState(fields))
                    throw source.Error("an array has a structured element type", "save each field as an array of its own");
                break;
            case (NdArray { IsBuilt: false } array, object?[] { Length: 5 } fields):
                if (fields is not [_, object?[] dimensions, NumpyType element, bool columnMajor, { } data])
                    throw source.Broken("the state of an array is not what NumPy writes");
                int[] shape = Shape(dimensions);
                Fill(array, element, data, shape, columnMajor ? ColumnMajor(shape) : null);
                break;
            default:
                throw source.Error("sets the state of something that is no NumPy array", NotNumpy);
        }
    }

    NumpyType DType(object?[] args)
    {
        string code = PickleText.AsString(args[0]) ?? "";
        return NumpyType.Parse(code) ?? throw source.Error(
            $"an array has the element type '{InputException.Shown(code)}'",
            "types that are read: bool, int8…64, uint8…64, float16…64, str, bytes, object");
    }

    NdArray FromBuffer(object?[] args)
    {
        if (args is not [{ } data, NumpyType { Kind: not 'O' } type, object?[] dimensions, { } order, ..])
            throw source.Broken("the arguments of an array are not what NumPy writes");
        int[] shape = Shape(dimensions);
        int[]? strides = null;
        switch (PickleText.AsString(order), args.ElementAtOrDefault(4))
        {
            case ("C", null): break;
            case ("F", null):
                strides = ColumnMajor(shape);
                break;
            case ("K", object?[] axes): // NumPy 2.3 on: row-major, then its dimensions exchanged
                (shape, strides) = Transposed(shape, axes);
                break;
            default: throw source.Broken("the order of an array is not what NumPy writes");
        }
        NdArray array = new();
        Fill(array, type, data, shape, strides);
        return array;
    }

    object Scalar(object?[] args)
    {
        if (args is not [NumpyType { Kind: not 'O' } type, { } data])
            throw source.Error("a NumPy scalar holds an object", NotNumpy);
        NdArray array = new();
        Fill(array, type, data, [], strides: null);
        return array.Data.GetValue(0) switch
        {
            ulong value => value <= long.MaxValue ? (long)value : (object)new System.Numerics.BigInteger(value),
            string or bool => array.Data.GetValue(0)!,
            Half value => (double)value,
            float or double => Convert.ToDouble(array.Data.GetValue(0)),
            var value => Convert.ToInt64(value),
        };
    }

    // Protocols 0 to 2 write bytes as text of the characters 0 to 255.
    object Encode(object?[] args)
    {
        if (args is [PickleLongText stored, { } name] && PickleText.AsString(name) is "latin1" or "latin-1")
        {
            budget.TakeEncoded(stored.Length);
            return stored.TryCopy(source.Spool, out PickleBytes bytes) ? bytes : throw source.Broken("a byte exceeds 255");
        }
        if (args is not [string text, { } encoding] || PickleText.AsString(encoding) is not ("latin1" or "latin-1"))
            throw source.Error("calls _codecs.encode for something other than bytes", NotNumpy);
        budget.TakeEncoded(text.Length);
        if (text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF')) throw source.Broken("a byte exceeds 255");
        return Encoding.Latin1.GetBytes(text);
    }

    void Fill(NdArray array, NumpyType type, object data, int[] shape, int[]? strides)
    {
        int count = shape.Aggregate(1, (product, size) => product * size); // Shape has checked that it fits
        if (type.Kind == 'O')
        {
            if (data is not List<object?> items || items.Count != count)
                throw source.Broken($"an array of {count:N0} objects does not have so many");
            budget.TakeValues(count);
            array.Build(type, shape, items.ToArray()); // NumPy lists objects row by row, whatever their order in memory
            return;
        }
        if (data is not (byte[] or PickleBytes))
            throw source.Broken($"an array of {type.Name} has no bytes");
        long length = data is byte[] held ? held.Length : ((PickleBytes)data).Length;
        if (length != (long)count * type.ItemSize)
            throw source.Broken($"a {type.Name} array of shape ({string.Join(", ", shape)}) has {length:N0} bytes");
        budget.TakeBytes(length);
        if (type.Kind is 'U' or 'S') budget.TakeValues(count);
        else if (data is PickleBytes place && strides is null && (place.File ?? source.File) is { } file)
        {
            array.Build(new StoredNumbers(file, place.Offset, type), shape);
            return;
        }
        array.Build(type, shape, new ArrayLoader(type, Copy).Load(count, shape, strides));

        void Copy(long offset, Span<byte> target)
        {
            if (data is byte[] bytes) bytes.AsSpan((int)offset, target.Length).CopyTo(target);
            else if (data is PickleBytes { File: { } spool } spooled) spool.Read(spooled.Offset + offset, target);
            else source.CopyTo(((PickleBytes)data).Offset + offset, target);
        }
    }

    int[] Shape(object?[] dimensions)
    {
        if (dimensions.Length > MostDimensions) throw source.Broken($"an array has {dimensions.Length:N0} dimensions");
        int[] shape = new int[dimensions.Length];
        long count = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            if (dimensions[i] is not long size || size is < 0 or > int.MaxValue)
                throw source.Broken($"dimension {i} of an array is no size");
            shape[i] = (int)size;
            count *= size; // below 2^62: both factors are below 2^31
            if (count > Array.MaxLength)
                throw source.Error($"an array has more than {Array.MaxLength:N0} elements",
                    "split the file into smaller ones");
        }
        return shape;
    }

    (int[] Shape, int[] Strides) Transposed(int[] shape, object?[] axes)
    {
        int[] order = [.. axes.Select(a => a is long axis and >= 0 and < MostDimensions ? (int)axis : -1)];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, shape.Length)))
            throw source.Broken("the dimensions of an array are exchanged wrongly");
        int[] strides = new int[shape.Length];
        int stride = 1;
        for (int d = shape.Length - 1; d >= 0; stride *= shape[d--]) strides[d] = stride;
        return ([.. order.Select(d => shape[d])], [.. order.Select(d => strides[d])]);
    }

    public static int[] ColumnMajor(int[] shape)
    {
        int stride = 1;
        int[] strides = new int[shape.Length];
        for (int d = 0; d < shape.Length; stride *= shape[d++]) strides[d] = stride;
        return strides;
    }
}
