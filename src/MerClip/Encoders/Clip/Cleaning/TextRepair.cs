using System.Text;
using System.Text.RegularExpressions;

namespace MerClip.Encoders.Clip.Cleaning;

/// <summary>
/// What CLIP's training texts went through before anything else, ftfy 6's <c>fix_text</c>: HTML references, mojibake, C1 controls,
/// Latin ligatures, full width, curly quotes, line breaks, terminal escapes, control characters and form C, again until
/// nothing changes.
/// </summary>
static class TextRepair
{
    static readonly Regex TerminalEscape = new("\u001B\\[[0-9;]*[a-zA-Z]", RegexOptions.CultureInvariant);

    static readonly Dictionary<char, string> Ligatures = new()
    {
        ['Ĳ'] = "IJ", ['ĳ'] = "ij", ['ŉ'] = "ʼn", ['Ǳ'] = "DZ", ['ǲ'] = "Dz", ['ǳ'] = "dz", ['Ǆ'] = "DŽ", ['ǅ'] = "Dž", ['ǆ'] = "dž",
        ['Ǉ'] = "LJ", ['ǈ'] = "Lj", ['ǉ'] = "lj", ['Ǌ'] = "NJ", ['ǋ'] = "Nj", ['ǌ'] = "nj",
        ['ﬀ'] = "ff", ['ﬁ'] = "fi", ['ﬂ'] = "fl", ['ﬃ'] = "ffi", ['ﬄ'] = "ffl", ['ﬅ'] = "ſt", ['ﬆ'] = "st",
    };

    // U+FF61 to U+FF9F are half-width katakana, U+FFA0 to U+FFDC half-width Hangul, in the order of these; a space is unassigned.
    const string Katakana = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309A";
    const string Hangul = "\u1160\u1100\u1101\u11AA\u1102\u11AC\u11AD\u1103\u1104\u1105\u11B0\u11B1\u11B2\u11B3\u11B4\u11B5\u111A\u1106\u1107"
        + "\u1108\u1121\u1109\u110A\u110B\u110C\u110D\u110E\u110F\u1110\u1111\u1112   \u1161\u1162\u1163\u1164\u1165\u1166  "
        + "\u1167\u1168\u1169\u116A\u116B\u116C  \u116D\u116E\u116F\u1170\u1171\u1172  \u1173\u1174\u1175";
    const string Symbols = "¢£¬\u0020¦¥₩ │←↑→↓■○"; // U+FFE0 to U+FFEE; U+FFE3 is apart

    /// <summary>The text, repaired. Each line by itself, except that a &lt; says that references from there on are meant.</summary>
    public static string Repair(string text)
    {
        if (IsPlain(text)) return text;
        var repaired = new StringBuilder(text.Length);
        bool references = true;
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start) + 1;
            if (end == 0) end = text.Length;
            string line = text[start..end];
            references &= !line.Contains('<');
            repaired.Append(RepairLine(line, references));
            start = end;
        }
        return repaired.ToString();
    }

    static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains('&');

    static string RepairLine(string text, bool references)
    {
        while (true)
        {
            string before = text;
            if (references) text = HtmlEntities.UnescapeWhole(text);
            text = Mojibake.RepairControls(Mojibake.Repair(text));
            text = Characters(text);
            text = TerminalEscape.Replace(text, "");
            text = string.Concat(text.Where(c => !IsControl(c)));
            text = Nfc.Normalize(text);
            if (text == before) return text;
        }
    }

    static string Characters(string text)
    {
        if (Ascii.IsValid(text) && !text.Contains('\r')) return text;
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (Ligatures.TryGetValue(c, out string? letters)) result.Append(letters.Replace('ʼ', '\''));
            else if (c is '\u3000' or >= '\uFF01' and <= '\uFFEE') result.Append(StandardWidth(c));
            else if (c is 'ʼ' or >= '‘' and <= '‛') result.Append('\'');
            else if (c is >= '“' and <= '‟') result.Append('"');
            else if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') continue;
            else if (c is '\r' or '\u2028' or '\u2029' or '\u0085') result.Append('\n');
            else if (!char.IsSurrogate(c)) result.Append(c);
            else if (char.IsSurrogatePair(text, i)) result.Append(c).Append(text[++i]);
            else result.Append('\uFFFD');
        }
        return result.ToString();
    }

    // The compatibility forms (NFKC) of U+3000 and of the block Halfwidth and Fullwidth Forms.
    static string StandardWidth(char c)
    {
        char standard = c switch
        {
            '\u3000' => ' ',
            <= '\uFF5E' => (char)(c - 0xFEE0),
            '\uFF5F' => '⦅',
            '\uFF60' => '⦆',
            <= '\uFF9F' => Katakana[c - '\uFF61'],
            <= '\uFFDC' => Hangul[c - '\uFFA0'],
            '\uFFE3' => '\u0304', // after a space
            >= '\uFFE0' => Symbols[c - '\uFFE0'],
            _ => ' ',
        };
        return c == '\uFFE3' ? " \u0304" : (standard == ' ' && c != '\u3000' ? c : standard).ToString();
    }

    static bool IsControl(char c) => c is <= '\u0008' or '\u000B' or (>= '\u000E' and <= '\u001F') or '\u007F'
        or (>= '\u206A' and <= '\u206F') or '\uFEFF' or (>= '\uFFF9' and <= '\uFFFC');
}
