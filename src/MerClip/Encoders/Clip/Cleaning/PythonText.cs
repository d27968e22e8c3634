using System.Globalization;
using System.Text;

namespace MerClip.Encoders.Clip.Cleaning;

/// <summary>Methods of Python's <c>str</c> where .NET's differ.</summary>
static class PythonText
{
    /// <summary>Characters that Python strips and splits at beside those that are white space to .NET, too.</summary>
    static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';

    /// <summary><c>str.strip()</c>.</summary>
    public static string Strip(string text)
    {
        int start = 0, end = text.Length;
        while (start < end && IsSpace(text[start])) start++;
        while (end > start && IsSpace(text[end - 1])) end--;
        return text[start..end];
    }

    /// <summary><c>" ".join(text.split())</c>.</summary>
    public static string JoinWords(string text) => Strip(OneSpace(text, IsSpace));

    /// <summary>Runs of Unicode white space (regex <c>\s+</c>) become one space.</summary>
    public static string CollapseSpaces(string text) => OneSpace(text, char.IsWhiteSpace);

    /// <summary><c>str.lower()</c>: İ becomes i and a dot, and Σ at the end of a word ς.</summary>
    /// <param name="text">The text.</param>
    /// <param name="finalSigma">Whether the end of a word matters, as in Python; letter by letter it does not.</param>
    public static string Lower(string text, bool finalSigma = true)
    {
        if (System.Text.Ascii.IsValid(text)) return text.ToLowerInvariant();
        var lower = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\u0130') lower.Append("i\u0307");
            else if (text[i] == 'Σ') lower.Append(finalSigma && EndsWord(text, i) ? 'ς' : 'σ');
            else if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                lower.Append(Rune.ToLowerInvariant(rune).ToString());
                i += rune.Utf16SequenceLength - 1;
            }
            else lower.Append(text[i]);
        }
        return lower.ToString();
    }

    /// <summary><c>str.upper()</c> of what entities stand for: of those, only ŉ and ß have several capital letters.</summary>
    public static string Upper(string text) => text.Replace("ß", "SS").Replace("ŉ", "ʼN").ToUpperInvariant();

    // A cased letter before and none after, whatever of no case lies between (Unicode 3.13, Final_Sigma).
    static bool EndsWord(string text, int at)
    {
        int before = at - 1, after = at + 1;
        while (before >= 0 && IsIgnorable(text, before)) before--;
        if (before < 0 || !IsCased(text, before)) return false;
        while (after < text.Length && IsIgnorable(text, after)) after++;
        return after == text.Length || !IsCased(text, after);
    }

    // Halves of a pair are judged as the whole.
    static UnicodeCategory Category(string text, int at) =>
        CharUnicodeInfo.GetUnicodeCategory(text, at > 0 && char.IsSurrogatePair(text, at - 1) ? at - 1 : at);

    static bool IsIgnorable(string text, int at) => Category(text, at) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || text[at] is '\'' or '.' or ':' or '·' or '\u0387' or '\u055F' or '\u05F4' or '\u2018' or '\u2019' or '\u2024' or '\u2027'
            or '\uFE13' or '\uFE52' or '\uFE55' or '\uFF07' or '\uFF0E' or '\uFF1A';

    static bool IsCased(string text, int at) => Category(text, at) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter
        || text[at] is 'ª' or 'º' or (>= '\u2160' and <= '\u217F') or (>= '\u24B6' and <= '\u24E9');

    static string OneSpace(string text, Func<char, bool> isSpace)
    {
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
            if (!isSpace(text[i])) result.Append(text[i]);
            else if (i == 0 || !isSpace(text[i - 1])) result.Append(' ');
        return result.ToString();
    }
}
