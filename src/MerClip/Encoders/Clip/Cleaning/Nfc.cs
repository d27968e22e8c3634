using System.Text;

namespace MerClip.Encoders.Clip.Cleaning;

/// <summary>
/// Unicode's normalization form C (UAX 15). .NET's <c>string.Normalize</c> returns its input unchanged where globalization is
/// invariant, as it is here, so that programs need no ICU.
/// </summary>
static class Nfc
{
    // Hangul syllables are computed (The Unicode Standard, 3.12).
    const int SBase = 0xAC00, LBase = 0x1100, VBase = 0x1161, TBase = 0x11A7, LCount = 19, VCount = 21, TCount = 28;
    const int SCount = LCount * VCount * TCount;

    static readonly Dictionary<int, int[]> Decompositions = [];
    static readonly Dictionary<(int, int), int> Compositions = [];
    static readonly Dictionary<int, int> Orders = [];

    static Nfc()
    {
        foreach (string[] line in UnicodeTable.Lines("nfc.txt"))
        {
            if (line[0] == "O")
            {
                for (int c = UnicodeTable.Code(line[2]); c <= UnicodeTable.Code(line[3]); c++) Orders[c] = int.Parse(line[1]);
                continue;
            }
            int composed = UnicodeTable.Code(line[1]);
            int[] parts = [.. line.Skip(2).Select(code => UnicodeTable.Code(code))];
            Decompositions[composed] = parts;
            if (line[0] == "C") Compositions[(parts[0], parts[1])] = composed;
        }
    }

    /// <summary>The text in form C. Lone surrogates become U+FFFD.</summary>
    public static string Normalize(string text)
    {
        // Below U+0300 nothing combines and everything is composed.
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\u02FF')) return text;
        var codes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes()) Decompose(rune.Value, codes);
        Sort(codes);
        Compose(codes);
        var result = new StringBuilder(text.Length);
        foreach (int code in codes) result.Append(new Rune(code));
        return result.ToString();
    }

    static void Decompose(int code, List<int> codes)
    {
        int s = code - SBase;
        if (s is >= 0 and < SCount)
        {
            codes.Add(LBase + s / (VCount * TCount));
            codes.Add(VBase + s % (VCount * TCount) / TCount);
            if (s % TCount > 0) codes.Add(TBase + s % TCount);
        }
        else if (Decompositions.TryGetValue(code, out int[]? parts))
            foreach (int part in parts) Decompose(part, codes);
        else codes.Add(code);
    }

    // Runs of combining characters come into the order of their classes; equal ones keep theirs.
    static void Sort(List<int> codes)
    {
        for (int start = 0; start < codes.Count; start++)
        {
            int end = start;
            while (end < codes.Count && Order(codes[end]) > 0) end++;
            if (end - start > 1)
            {
                int[] sorted = [.. codes[start..end].OrderBy(Order)];
                for (int i = 0; i < sorted.Length; i++) codes[start + i] = sorted[i];
            }
            start = end;
        }
    }

    static void Compose(List<int> codes)
    {
        int starter = -1, kept = 0, previous = 0; // previous: the class of what was last kept after the starter
        for (int i = 0; i < codes.Count; i++)
        {
            int order = Order(codes[i]);
            bool blocked = starter < 0 || kept - 1 > starter && (previous >= order || previous == 0);
            if (!blocked && Pair(codes[starter], codes[i]) is { } composed)
            {
                codes[starter] = composed;
                continue;
            }
            if (order == 0) starter = kept;
            previous = order;
            codes[kept++] = codes[i];
        }
        codes.RemoveRange(kept, codes.Count - kept);
    }

    static int? Pair(int first, int second)
    {
        int l = first - LBase, v = second - VBase, s = first - SBase, t = second - TBase;
        if (l is >= 0 and < LCount && v is >= 0 and < VCount) return SBase + (l * VCount + v) * TCount;
        if (s is >= 0 and < SCount && s % TCount == 0 && t is > 0 and < TCount) return first + t;
        return Compositions.TryGetValue((first, second), out int composed) ? composed : null;
    }

    static int Order(int code) => Orders.GetValueOrDefault(code);
}
