using System.Text;
using System.Text.RegularExpressions;

namespace MerClip.Encoders.Clip.Cleaning;

/// <summary>
/// Repairs text that was UTF-8 and was read in another encoding, once or more often, wholly or in parts: <c>itâ€™s</c>. Steps and
/// their order are those of ftfy 6 (<c>fix_encoding</c>), so that texts come out as the texts that CLIP was trained with.
/// </summary>
static class Mojibake
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Dashes, quotation marks, … stand for themselves too often to say that the sequence before goes on.
    const string OwnMeaning = "–—―‘’‚“”„•…";

    static readonly string Second = Codepage.Characters(0x80, 0xBF);

    /// <summary>Sequences of letters that would be UTF-8 in some Latin-like encoding.</summary>
    static readonly Regex Embedded = new(
        $"(?<![{string.Concat(Second.Where(c => !OwnMeaning.Contains(c)))}])"
        + $"(?:[{Codepage.Characters(0xC2, 0xDF)}][{Second} ]"
        + $"|[{Codepage.Characters(0xE0, 0xEF)}][{Second} ]{{2}}"
        + $"|[{Codepage.Characters(0xF0, 0xF0)}{Codepage.Characters(0xF3, 0xF3)}][{Second} ]{{3}})+",
        RegexOptions.CultureInvariant);

    /// <summary>The text, repaired as far as it is broken.</summary>
    public static string Repair(string text)
    {
        while (true)
        {
            string repaired = Step(text);
            if (repaired == text) return text;
            text = repaired;
        }
    }

    /// <summary>C1 controls read as Windows-1252, as browsers do.</summary>
    public static string RepairControls(string text) => text.AsSpan().ContainsAnyInRange('\u0080', '\u009F')
        ? string.Concat(text.Select(c => c is >= '\u0080' and <= '\u009F' ? Codepage.Windows1252.Character((byte)c) : c))
        : text;

    static string Step(string text)
    {
        if (Ascii.IsValid(text) || !MojibakeSigns.Has(text)) return text;
        byte[]? latin1 = null;
        foreach (var page in Codepage.All)
        {
            if (page.Encode(text) is not { } bytes) continue;
            if (page == Codepage.Latin1) latin1 = bytes;
            // An en dash before a space is common, and byte D0 in MacRoman.
            string read = ToBytes(bytes);
            if (page.Name != "mac-roman") read = MojibakeBytes.RestoreNoBreakSpaces(read);
            if (page.IsSloppy) read = MojibakeBytes.ReplaceLost(read);
            if (Decode(MojibakeBytes.Standardise(read)) is { } decoded) return decoded;
        }
        string parts = Embedded.Replace(text, match =>
            match.Length < text.Length && MojibakeSigns.Has(match.Value) ? Repair(match.Value) : match.Value);
        if (parts != text) return parts;
        // Latin-1 that was Windows-1252 all along; bytes that this lacks are a sign that it was not.
        if (latin1 is not null && !text.AsSpan().ContainsAny("\u0081\u008D\u008F\u0090\u009D"))
        {
            string windows = string.Concat(latin1.Select(Codepage.Windows1252.Character));
            if (windows != text) return windows;
        }
        return RepairControls(text);
    }

    // Bytes as characters 0 to 255, so that expressions work on them.
    static string ToBytes(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    static string? Decode(string bytes)
    {
        try
        {
            return Strict.GetString(Encoding.Latin1.GetBytes(bytes));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
