namespace MerClip.Media;

/// <summary>Compares names as people do: runs of digits by their value, everything else by its characters.</summary>
sealed class NaturalOrder : IComparer<string>
{
    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x, b = y;
        while (a.Length > 0 && b.Length > 0)
        {
            int order;
            if (char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0]))
            {
                var m = Digits(ref a);
                var n = Digits(ref b);
                order = m.Length != n.Length ? m.Length - n.Length : m.SequenceCompareTo(n);
            }
            else
            {
                order = a[0] - b[0];
                a = a[1..];
                b = b[1..];
            }
            if (order != 0) return order;
        }
        return a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(x, y); // 01 and 1: some order, always the same
    }

    // The digits at the start, less zeros before them, cut off.
    static ReadOnlySpan<char> Digits(ref ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9') is >= 0 and int other ? other : text.Length;
        var digits = text[..end].TrimStart('0');
        text = text[end..];
        return digits;
    }
}
