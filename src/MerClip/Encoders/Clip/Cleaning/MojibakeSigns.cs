using System.Text.RegularExpressions;

namespace MerClip.Encoders.Clip.Cleaning;

/// <summary>
/// Tells text that was read in the wrong encoding from text that was not. A few hundred characters come out of such mix-ups;
/// they are sorted by how people use them, and what nobody writes side by side is a sign (the heuristic, its sorting and its
/// neighbourhoods are those of ftfy 6, Robyn Speer, Apache License 2.0, restated here).
/// </summary>
static class MojibakeSigns
{
    const string Control = "\u0080-\u009F";
    const string Common = "\u00A0\u00AD·´–—―…’";
    const string Rare = "¦¤¨¬¯¸ƒˆˇ˘˛˜†‡‰⌐◊\uFFFDªº";
    const string Law = "¶§";
    const string Money = "¢£¥₧€";
    const string Opening = "¡«¿©΄΅‘‚“„•‹\uF8FF";
    const string Closing = "®»˝”›™";
    const string Number = "²³¹±¼½¾×µ÷⁄∂∆∏∑√∞∩∫≈≠≡≤≥№";
    const string Face = "Ò-ÖÙ-Üò-öø-üŐŌŪŲ°";
    const string Upper = "À-ÑØÜÝĂĀĄĆČĎĐĘĚĒĖĞĢİĪĶĹĽŁĻŃŇŅŒŘŚŞŠŢŤŮŰŸŹŻŽҐ";
    const string Lower = "ßà-ñăąāćčďđęěēėğģįīķĺľłļœŕśşšťüźżžґﬁﬂ";
    const string UpperPlain = "ÞΑ-ΩΆΈΉΊΌΎΏΪΫЁ-Я";
    const string LowerPlain = "α-ωάέήίΰа-џ";
    const string Box = "│┌┐┘├┤┬┼═-╬▀▄█▌▐░▒▓";
    const string ArabicNext = Common + Money + Rare + Number + Opening + "ŸŠ®°µ»";
    const string Space = @"[\s\u001C-\u001F]"; // Python's \s
    const string WordCharacter = @"[\p{L}\p{N}_]"; // Python's \w

    static readonly Regex Signs = new(string.Join('|',
    [
        // Pairs that belong to no language.
        In(Control),
        In(Rare, Lower, Upper, Box, Opening, Closing, Money, Number, Law) + In(Rare),
        "[a-zA-Z]" + In(LowerPlain, UpperPlain) + In(Rare),
        In(Rare) + In(Lower, Upper, Box, Opening, Closing, Money, Number, Law),
        In(Lower, LowerPlain, Box, Closing, Money, Number) + In(Upper),
        In(Box, Closing, Money, Number) + In(Lower),
        In(Lower, Box, Closing) + In(Money),
        Space + In(Upper) + In(Money),
        In(Upper, Box) + In(Number, Law),
        In(Lower, Upper, Box, Money, Closing) + In(Opening) + In(Number),
        In(Lower, Upper, Money, Number, Box, Law) + In(Closing) + In(Opening),
        In(Money, Number, Box) + In(Opening),
        "[a-z]" + In(Upper) + In(Opening, Money),
        In(Box) + In(Face),
        In(Lower, Upper, Money, Number, Opening, Closing, Law) + In(Box),
        In(Box) + In(Closing),
        In(Lower, Upper) + In(Opening, Closing) + WordCharacter,
        "[Œœ][^A-Za-z]",
        In(Upper) + "°",
        // What Windows-1252 makes of the commonest letters, of Arabic and of Indian scripts.
        "[ÂÃÎÐ]" + In("€œŠš¢£Ÿž\u00A0\u00AD®©°·»", Opening, Closing, "–—´"),
        "×[²³]",
        "[ØÙ]" + In(ArabicNext) + "[ØÙ]" + In(ArabicNext),
        "à[²µ¹¼½¾]",
        // MacRoman.
        "√[±∂†≠®™´≤≥¥µø]", "≈[°¢]", "‚Ä[ìîïòôúùû†°¢π]", "‚[âó][àä°ê]",
        // Windows-1251, once and on top of another.
        "вЂ",
        "[ВГРС]" + In(Control, Rare, Opening, Closing, Money, "°µ") + "[ВГРС]",
        "ГўВЂВ.[A-Za-z ]",
        // à, á and the no-break space themselves.
        "Ã[\u00A0¡]", "[a-z]" + Space + "?[ÃÂ] ", "^[ÃÂ] ",
        In("a-z.,?!", Closing) + "Â" + In(" ", Opening, Closing),
        // Windows-1253 and -1257.
        "β€[™\u00A0Ά\u00AD®°]",
        "[ΒΓΞΟ]" + In(Control, Rare, Opening, Closing, Money, "°") + "[ΒΓΞΟ]",
        "ā€",
    ]), RegexOptions.CultureInvariant);

    /// <summary>Whether a text looks like it was read in the wrong encoding.</summary>
    public static bool Has(string text) => Signs.IsMatch(text);

    static string In(params ReadOnlySpan<string> kinds) => "[" + string.Concat(kinds) + "]";
}
