using System.Text.RegularExpressions;

namespace MerClip.Encoders.Clip.Cleaning;

/// <summary>
/// What happened to bytes of UTF-8 while they were taken for something else, undone: a no-break space became a space, bytes
/// without a character were lost (rules of ftfy 6). Bytes are characters 0 to 255 here.
/// </summary>
static class MojibakeBytes
{
    const RegexOptions Options = RegexOptions.CultureInvariant;

    /// <summary>à as a word of its own lost its no-break space to the space behind it; às, àquele, àquela, àquilo are one word.</summary>
    static readonly Regex GraveWord = new("\u00C3 (?! |quele|quela|quilo|s )", Options);

    /// <summary>UTF-8 of letters that are in use, with a space where byte A0 belongs.</summary>
    static readonly Regex Spaced = new("[\u00C2\u00C3\u00C5\u00CE\u00D0\u00D9] "
        + "|[\u00E2\u00E3] [\u0080-\u0084\u0086-\u009F\u00A1-\u00BF]"
        + "|[\u00E0-\u00E3][\u0080-\u0084\u0086-\u009F\u00A1-\u00BF] "
        + "|\u00F0 [\u0080-\u00BF]{2}|\u00F0[\u0080-\u00BF] [\u0080-\u00BF]|\u00F0[\u0080-\u00BF]{2} ", Options);

    /// <summary>UTF-8 in which bytes were lost: 1A, and at most once a question mark.</summary>
    static readonly Regex Incomplete = new("[\u00C2-\u00DF]\u001A|[\u00C2\u00C3][?]"
        + "|\u00ED[\u00A0-\u00AF][\u001A?]\u00ED[\u00B0-\u00BF][\u001A?\u0080-\u00BF]"
        + "|\u00ED[\u00A0-\u00AF][\u001A?\u0080-\u00BF]\u00ED[\u00B0-\u00BF][\u001A?]"
        + "|[\u00E0-\u00EF][\u001A?][\u001A\u0080-\u00BF]|[\u00E0-\u00EF][\u001A\u0080-\u00BF][\u001A?]"
        + "|[\u00F0-\u00F4][\u001A?][\u001A\u0080-\u00BF]{2}"
        + "|[\u00F0-\u00F4][\u001A\u0080-\u00BF][\u001A?][\u001A\u0080-\u00BF]"
        + "|[\u00F0-\u00F4][\u001A\u0080-\u00BF]{2}[\u001A?]|\u001A", Options);

    /// <summary>A pair of surrogates as two characters of three bytes (CESU-8), and Java's NUL.</summary>
    static readonly Regex Variants = new(
        "\u00ED([\u00A0-\u00AF])([\u0080-\u00BF])\u00ED([\u00B0-\u00BF])([\u0080-\u00BF])|\u00C0\u0080", Options);

    /// <summary>Puts no-break spaces back where they make UTF-8.</summary>
    public static string RestoreNoBreakSpaces(string bytes) =>
        Spaced.IsMatch(bytes) ? Spaced.Replace(GraveWord.Replace(bytes, "\u00C3\u00A0 "), m => m.Value.Replace(' ', '\u00A0')) : bytes;

    /// <summary>Makes characters of which bytes are lost U+FFFD.</summary>
    public static string ReplaceLost(string bytes) => Incomplete.Replace(bytes, "\u00EF\u00BF\u00BD");

    /// <summary>Makes CESU-8 and Java's UTF-8 standard UTF-8.</summary>
    public static string Standardise(string bytes) => Variants.Replace(bytes, match =>
    {
        if (match.Length == 2) return "\0";
        int Bits(int group, int mask) => match.Groups[group].Value[0] & mask;
        int code = 0x10000 + (Bits(1, 0x0F) << 16 | Bits(2, 0x3F) << 10 | Bits(3, 0x0F) << 6 | Bits(4, 0x3F));
        return string.Concat([(char)(0xF0 | code >> 18), (char)(0x80 | code >> 12 & 0x3F), (char)(0x80 | code >> 6 & 0x3F),
            (char)(0x80 | code & 0x3F)]);
    });
}
