using System.Globalization;
using MerClip.Data.Stored;

namespace MerClip.Data.Pickle;

/// <summary>A <c>numpy.ndarray</c>: a type, a shape and the elements, row-major whatever order the file had. The numbers of large
/// files stay there and are read when they are asked for.</summary>
public sealed class NdArray
{
    int[] shape = [];
    Array? data;

    internal NdArray()
    {
    }

    /// <summary>NumPy's name of the element type: <c>float32</c>, <c>int64</c>, <c>&lt;U16</c>, <c>object</c>, …</summary>
    public string DType { get; private set; } = "";

    /// <summary>The sizes of the dimensions; empty for a single value.</summary>
    public IReadOnlyList<int> Shape => shape;

    /// <summary>How many elements: the product of <see cref="Shape"/>.</summary>
    public int Count => data?.Length ?? shape.Aggregate(1, (product, size) => product * size);

    /// <summary>The elements: Half[], float[], double[], sbyte[] … ulong[], bool[], string[] (of <c>U</c> and, decoded as
    /// UTF-8, <c>S</c>) or object?[] (values as <see cref="PickleReader"/> makes them). Numbers of a large file are read anew each
    /// time.</summary>
    public Array Data => data ?? Stored?.Load(0, Count) ?? Array.Empty<float>();

    /// <summary>Whether the elements are numbers or truth values.</summary>
    public bool IsNumeric => data is not (string[] or object?[]);

    /// <summary>The elements if they are texts or objects; null if they are numbers.</summary>
    internal object?[]? Objects => data as object?[];

    /// <summary>Where the numbers are; null if they are in memory.</summary>
    internal StoredNumbers? Stored { get; private set; }

    internal bool IsBuilt { get; private set; }

    /// <summary>The elements as single precision; the array's own storage, not a copy, if it is <c>float32</c>.</summary>
    /// <exception cref="InvalidOperationException">The array is not numeric.</exception>
    public float[] ToSingles()
    {
        if (Stored is null) return Singles(data ?? Array.Empty<float>());
        var values = GC.AllocateUninitializedArray<float>(Count);
        Stored.Read(0, values);
        return values;
    }

    /// <summary>Elements as single precision; the array itself if they are.</summary>
    internal static float[] Singles(Array elements) => elements switch
    {
        float[] values => values,
        double[] values => Array.ConvertAll(values, v => (float)v),
        Half[] values => Array.ConvertAll(values, v => (float)v),
        bool[] values => Array.ConvertAll(values, v => v ? 1f : 0f),
        string[] or object?[] => throw new InvalidOperationException("texts and objects are no numbers"),
        Array values => [.. values.Cast<IConvertible>().Select(v => v.ToSingle(CultureInfo.InvariantCulture))],
    };

    /// <summary>Shape and type for people: <c>(1050, 1, 73) float32</c>.</summary>
    public override string ToString() => $"({string.Join(", ", shape)}{(shape.Length == 1 ? "," : "")}) {DType}";

    /// <summary>An array of elements that are there already, row-major.</summary>
    /// <param name="data">As <see cref="Data"/> says; it is kept, not copied.</param>
    /// <param name="shape">Its dimensions, whose product is the length of the data.</param>
    internal static NdArray Of(Array data, params int[] shape) => new()
    {
        DType = data switch
        {
            object?[] and not string[] => "object",
            string[] => "str",
            Half[] => "float16",
            float[] => "float32",
            double[] => "float64",
            bool[] => "bool",
            _ => data.GetType().GetElementType()!.Name.ToLowerInvariant(),
        },
        shape = shape,
        data = data,
        IsBuilt = true,
    };

    /// <summary>An array of numbers in a file.</summary>
    internal static NdArray Of(StoredNumbers stored, params int[] shape) => new() { DType = stored.DType, shape = shape, Stored = stored, IsBuilt = true };

    /// <summary>The first rows of a numeric array.</summary>
    internal NdArray Head(int rows)
    {
        int[] part = [rows, .. shape.Skip(1)];
        return Stored is { } stored ? Of(stored, part) : Of(ToSingles()[..(rows * shape.Skip(1).Aggregate(1, (a, b) => a * b))], part);
    }

    internal void Build(NumpyType type, int[] shape, Array data)
    {
        DType = type.Name;
        this.shape = shape;
        this.data = data;
        IsBuilt = true;
    }

    internal void Build(StoredNumbers stored, int[] shape) => (DType, this.shape, Stored, IsBuilt) = (stored.DType, shape, stored, true);
}
