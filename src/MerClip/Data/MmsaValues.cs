using MerClip.Data.Pickle;

namespace MerClip.Data;

/// <summary>What a value in a pickle of MMSA's layout is as texts or numbers: arrays and lists both occur.</summary>
static class MmsaValues
{
    /// <summary>One text an entry, of a list, a tuple or an array (N) or (N,1). Otherwise says what the value is.</summary>
    public static bool TryTexts(object? value, out string[] texts, out string otherwise)
    {
        texts = [];
        otherwise = $"is {Described(value)}";
        IReadOnlyList<object?>? items = value switch
        {
            List<object?> list => list,
            object?[] tuple => tuple,
            NdArray { Objects: { } data } array when array.Shape.Count > 0 && array.Count == array.Shape[0] => data,
            _ => null,
        };
        if (items is null) return false;
        texts = new string[items.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            otherwise = $"has no text as entry {i}";
            if (PickleText.AsString(items[i]) is not { } text) return false;
            texts[i] = text;
        }
        return true;
    }

    /// <summary>One array (steps, width), or (width) for one step, an entry, of a list or an array of arrays; null for an
    /// entry without. Null if the value is anything else.</summary>
    public static IReadOnlyList<NdArray?>? Sequences(object? value)
    {
        IReadOnlyList<object?>? items = value switch
        {
            List<object?> list => list,
            NdArray { Objects: { } data, Shape.Count: 1 } => data,
            _ => null,
        };
        if (items is null || !items.All(v => v is null or NdArray { IsNumeric: true, Shape.Count: 1 or 2 })) return null;
        return [.. items.Cast<NdArray?>()];
    }

    /// <summary>Numbers of a list or an array, row-major, and how many each of the <paramref name="count"/> entries has.
    /// Otherwise says what the value is.</summary>
    public static bool TryNumbers(object? value, out float[] numbers, out int count, out int width, out string otherwise)
    {
        (numbers, count, width) = ([], 0, 1);
        otherwise = $"is {Described(value)}";
        if (value is NdArray { IsNumeric: true, Shape.Count: > 0 } array)
        {
            numbers = array.ToSingles();
            count = array.Shape[0];
            width = count == 0 ? array.Shape.Skip(1).LastOrDefault(1) : array.Count / count;
            return true;
        }
        if (value is not List<object?> list) return false;
        count = list.Count;
        numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            otherwise = $"has no number as entry {i}";
            if (list[i] is NdArray { Count: 1, IsNumeric: true } one) numbers[i] = one.ToSingles()[0];
            else if (list[i] is long or double) numbers[i] = Convert.ToSingle(list[i]);
            else return false;
        }
        return true;
    }

    /// <summary>What a value is, for a message: <c>(6, 5, 3) float32</c>, <c>a list of 6</c>.</summary>
    public static string Described(object? value) => value switch
    {
        NdArray array => array.ToString(),
        List<object?> list => $"a list of {list.Count:N0}",
        object?[] tuple => $"a tuple of {tuple.Length:N0}",
        PickleDictionary dictionary => $"a dictionary of {dictionary.Count:N0}",
        string => "a text",
        null => "None",
        _ => "a single value",
    };
}
