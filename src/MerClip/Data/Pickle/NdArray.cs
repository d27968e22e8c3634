using System.Globalization;

namespace MerClip.Data.Pickle;

/// <summary>A <c>numpy.ndarray</c>: a type, a shape and the elements, row-major whatever order the file had.</summary>
public sealed class NdArray
{
    int[] shape = [];

    internal NdArray()
    {
    }

    /// <summary>NumPy's name of the element type: <c>float32</c>, <c>int64</c>, <c>&lt;U16</c>, <c>object</c>, …</summary>
    public string DType { get; private set; } = "";

    /// <summary>The sizes of the dimensions; empty for a single value.</summary>
    public IReadOnlyList<int> Shape => shape;

    /// <summary>How many elements: the product of <see cref="Shape"/>.</summary>
    public int Count => Data.Length;

    /// <summary>The elements: Half[], float[], double[], sbyte[] … ulong[], bool[], string[] (of <c>U</c> and, decoded as
    /// UTF-8, <c>S</c>) or object?[] (values as <see cref="PickleReader"/> makes them).</summary>
    public Array Data { get; private set; } = Array.Empty<float>();

    /// <summary>Whether the elements are numbers or truth values.</summary>
    public bool IsNumeric => Data is not (string[] or object?[]);

    internal bool IsBuilt { get; private set; }

    /// <summary>The elements as single precision; the array's own storage, not a copy, if it is <c>float32</c>.</summary>
    /// <exception cref="InvalidOperationException">The array is not numeric.</exception>
    public float[] ToSingles() => Data switch
    {
        float[] values => values,
        double[] values => Array.ConvertAll(values, v => (float)v),
        Half[] values => Array.ConvertAll(values, v => (float)v),
        bool[] values => Array.ConvertAll(values, v => v ? 1f : 0f),
        string[] or object?[] => throw new InvalidOperationException($"an array of {DType} holds no numbers"),
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
        Data = data,
        IsBuilt = true,
    };

    internal void Build(NumpyType type, int[] shape, Array data)
    {
        DType = type.Name;
        this.shape = shape;
        Data = data;
        IsBuilt = true;
    }
}
