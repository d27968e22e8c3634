using Apache.Arrow;

namespace MerClip.Data.Formats;

/// <summary>What a cell of an Arrow column is as a text, a number or a list of them.</summary>
static class ArrowCells
{
    /// <summary>Whether a column holds texts.</summary>
    public static bool IsText(IArrowArray column) => column is StringArray or LargeStringArray
        || column is DictionaryArray { Dictionary: StringArray };

    /// <summary>A text or a whole number as text; null where there is none.</summary>
    public static string? Text(IArrowArray column, int row) => column switch
    {
        StringArray texts => texts.GetString(row),
        LargeStringArray texts => texts.GetString(row),
        DictionaryArray { Dictionary: StringArray texts } coded when coded.IsValid(row) =>
            texts.GetString((int)Number(coded.Indices, row)),
        Int64Array numbers => numbers.GetValue(row)?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Int32Array numbers => numbers.GetValue(row)?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A number; NaN where there is none.</summary>
    public static float Number(IArrowArray column, int row) => column switch
    {
        FloatArray values => values.GetValue(row) ?? float.NaN,
        DoubleArray values => (float)(values.GetValue(row) ?? double.NaN),
        HalfFloatArray values => (float)(values.GetValue(row) ?? Half.NaN),
        Int8Array values => values.GetValue(row) ?? float.NaN,
        Int16Array values => values.GetValue(row) ?? float.NaN,
        Int32Array values => values.GetValue(row) ?? float.NaN,
        Int64Array values => values.GetValue(row) ?? float.NaN,
        UInt8Array values => values.GetValue(row) ?? float.NaN,
        UInt16Array values => values.GetValue(row) ?? float.NaN,
        UInt32Array values => values.GetValue(row) ?? float.NaN,
        UInt64Array values => values.GetValue(row) ?? float.NaN,
        BooleanArray values => values.GetValue(row) is { } truth ? truth ? 1 : 0 : float.NaN,
        _ => throw new FormatException($"holds {column.Data.DataType.Name} where numbers should be"),
    };

    /// <summary>The list in a cell: its items and where they are among the values of the column; null if the cell holds
    /// none.</summary>
    public static (IArrowArray Values, int Start, int Count)? List(IArrowArray column, int row) => column switch
    {
        _ when column.IsNull(row) => null,
        ListArray list => (list.Values, list.ValueOffsets[row], list.GetValueLength(row)),
        LargeListArray list => (list.Values, checked((int)list.ValueOffsets[row]),
            checked((int)(list.ValueOffsets[row + 1] - list.ValueOffsets[row]))),
        FixedSizeListArray list => (list.Values, checked((list.Offset + row) * Size(list)), Size(list)),
        _ => null,
    };

    /// <summary>Numbers <c>[count]</c> from a column of numbers.</summary>
    public static float[] Numbers(IArrowArray column, int start, int count)
    {
        if (start < 0 || count < 0 || count > column.Length - start) throw new FormatException("has lists beyond their values");
        if (column is FloatArray { NullCount: 0 } singles) return singles.Values.Slice(start, count).ToArray();
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = Number(column, start + i);
        return numbers;
    }

    static int Size(FixedSizeListArray list) => ((Apache.Arrow.Types.FixedSizeListType)list.Data.DataType).ListSize;
}
