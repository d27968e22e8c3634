using System.Globalization;
using System.Text;

namespace MerClip.Encoders.Clip.Cleaning;

/// <summary>
/// Character references of HTML: <see cref="Unescape"/> as Python's <c>html.unescape</c> (the rules of the HTML standard, names
/// without a semicolon too), <see cref="UnescapeWhole"/> as ftfy, which wants the semicolon and knows <c>&amp;NTILDE;</c>.
/// </summary>
static class HtmlEntities
{
    const int LongestName = 32, LongestWhole = 24;

    static readonly Dictionary<string, string> Names =
        UnicodeTable.Lines("html5.txt").ToDictionary(line => line[0], line => UnicodeTable.Text(line.AsSpan(1)));

    static readonly Dictionary<string, string> UpperNames = Names
        .Where(n => n.Key[^1] == ';' && n.Key == n.Key.ToLowerInvariant()
            && Unescape($"&{n.Key.ToUpperInvariant()}") == $"&{n.Key.ToUpperInvariant()}")
        .ToDictionary(n => n.Key.ToUpperInvariant(), n => PythonText.Upper(n.Value));

    /// <summary>Replaces references by what they stand for, once.</summary>
    public static string Unescape(string text)
    {
        int at = text.IndexOf('&');
        if (at < 0) return text;
        var result = new StringBuilder(text.Length).Append(text, 0, at);
        while (at < text.Length)
        {
            int length = text[at] == '&' ? ReferenceLength(text, at) : 0;
            if (length == 0) result.Append(text[at++]);
            else
            {
                result.Append(Character(text.Substring(at + 1, length - 1)));
                at += length;
            }
        }
        return result.ToString();
    }

    /// <summary>Replaces references that end in a semicolon and are meaningful as a whole, once.</summary>
    public static string UnescapeWhole(string text)
    {
        int at = text.IndexOf('&');
        if (at < 0) return text;
        var result = new StringBuilder(text.Length).Append(text, 0, at);
        while (at < text.Length)
        {
            int length = text[at] == '&' ? WholeLength(text, at) : 0;
            string? character = length == 0 ? null : Whole(text.Substring(at + 1, length - 1));
            if (character is null) result.Append(text[at++]);
            else
            {
                result.Append(character);
                at += length;
            }
        }
        return result.ToString();
    }

    // The characters of a reference with the &, 0 if none is there.
    static int ReferenceLength(string text, int start)
    {
        int at = start + 1;
        if (at < text.Length && text[at] == '#')
        {
            bool hexadecimal = ++at < text.Length && text[at] is 'x' or 'X';
            int digits = hexadecimal ? ++at : at;
            while (at < text.Length && (hexadecimal ? char.IsAsciiHexDigit(text[at]) : char.IsAsciiDigit(text[at]))) at++;
            if (at == digits) return 0;
        }
        else
        {
            while (at < text.Length && at - start <= LongestName && text[at] is not ('\t' or '\n' or '\f' or ' ' or '<' or '&' or '#' or ';'))
                at += char.IsSurrogatePair(text, at) ? 2 : 1;
            if (at == start + 1) return 0;
        }
        return (at < text.Length && text[at] == ';' ? at + 1 : at) - start;
    }

    static int WholeLength(string text, int start)
    {
        int at = start + 1;
        if (at < text.Length && text[at] == '#') at++;
        int name = at;
        while (at < text.Length && at - name < LongestWhole && char.IsAsciiLetterOrDigit(text[at])) at++;
        return at > name && at < text.Length && text[at] == ';' ? at + 1 - start : 0;
    }

    static string? Whole(string name)
    {
        if (name[0] != '#') return Names.GetValueOrDefault(name) ?? UpperNames.GetValueOrDefault(name);
        string character = Unescape("&" + name);
        return character.Contains(';') ? null : character; // only part of it was a number
    }

    static string Character(string reference)
    {
        if (reference[0] == '#') return Number(reference.AsSpan(1).TrimEnd(';'));
        if (Names.TryGetValue(reference, out string? exact)) return exact;
        for (int length = reference.Length - 1; length > 1; length--)
            if (Names.TryGetValue(reference[..length], out string? prefix)) return prefix + reference[length..];
        return "&" + reference;
    }

    static string Number(ReadOnlySpan<char> digits)
    {
        bool hexadecimal = digits[0] is 'x' or 'X';
        digits = (hexadecimal ? digits[1..] : digits).TrimStart('0');
        if (digits.Length > 8) return "\uFFFD";
        long code = digits.Length == 0 ? 0 : long.Parse(digits,
            hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture);
        return code switch
        {
            0 or (>= 0xD800 and <= 0xDFFF) or > 0x10FFFF => "\uFFFD",
            0x0D => "\r",
            >= 0x80 and <= 0x9F => Codepage.Windows1252.Character((byte)code).ToString(),
            (>= 1 and <= 8) or 0x0B or (>= 0x0E and <= 0x1F) or 0x7F or (>= 0xFDD0 and <= 0xFDEF) => "",
            _ when (code & 0xFFFE) == 0xFFFE => "", // not characters, in every plane
            _ => char.ConvertFromUtf32((int)code),
        };
    }
}
