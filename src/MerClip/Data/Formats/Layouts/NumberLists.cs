using MerClip.Data.Pickle;

namespace MerClip.Data.Formats.Layouts;

/// <summary>Features that were saved as lists of lists of numbers, which some files have instead of arrays.</summary>
static class NumberLists
{
    /// <summary>A list whose entries are lists of equally long rows becomes a list of arrays (T,D); anything else stays.</summary>
    public static object? ToArrays(object? value) =>
        value is List<object?> list && list.Exists(v => v is List<object?>) ? list.ConvertAll(Sequence) : value;

    static object? Sequence(object? value)
    {
        if (value is not List<object?> rows || rows.Count == 0) return value;
        List<float> numbers = [];
        int width = -1;
        foreach (object? row in rows)
        {
            if (!MmsaValues.TryNumbers(row, out float[] read, out _, out _, out _)) return value;
            if (width >= 0 && read.Length != width) return value;
            width = read.Length;
            numbers.AddRange(read);
        }
        return NdArray.Of(numbers.ToArray(), rows.Count, width);
    }
}
