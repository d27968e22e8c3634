using System.Globalization;
using System.Text;

namespace MerClip.Encoders.Clip;

/// <summary>
/// Splits cleaned text as CLIP's expression does: <c>specials|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+</c>. Letters
/// beyond U+FFFF are letters here; .NET's <c>Regex</c> sees two symbols.
/// </summary>
/// <param name="specials">Texts that are tokens of their own, matched where a piece may begin.</param>
sealed class ClipSplitter(IReadOnlyList<string> specials)
{
    static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d", "'ſ"]; // ſ is an s to IGNORECASE

    /// <summary>A piece of a text.</summary>
    /// <param name="Start">Where it begins.</param>
    /// <param name="Length">How many UTF-16 units it has.</param>
    /// <param name="Special">Which of the special tokens it is; −1 if none.</param>
    public readonly record struct Piece(int Start, int Length, int Special);

    /// <summary>The pieces in order; white space is in none.</summary>
    public List<Piece> Split(string text)
    {
        var pieces = new List<Piece>();
        for (int at = 0; at < text.Length;)
        {
            var piece = At(text, at);
            if (piece.Length > 0) pieces.Add(piece);
            at += Math.Max(1, piece.Length);
        }
        return pieces;
    }

    Piece At(string text, int at)
    {
        var rest = text.AsSpan(at);
        for (int i = 0; i < specials.Count; i++)
            if (rest.StartsWith(specials[i], StringComparison.Ordinal)) return new Piece(at, specials[i].Length, i);
        if (rest[0] == '\'')
            foreach (string contraction in Contractions)
                if (rest.StartsWith(contraction, StringComparison.Ordinal)) return new Piece(at, contraction.Length, -1);
        var kind = KindOf(rest, out int length);
        if (kind == Kind.Space) return new Piece(at, 0, -1);
        while (kind != Kind.Number && length < rest.Length && KindOf(rest[length..], out int next) == kind) length += next;
        return new Piece(at, length, -1);
    }

    static Kind KindOf(ReadOnlySpan<char> text, out int length)
    {
        Rune.DecodeFromUtf16(text, out var rune, out length);
        if (rune.IsAscii)
            return char.IsAsciiLetter(text[0]) ? Kind.Letter : char.IsAsciiDigit(text[0]) ? Kind.Number
                : char.IsWhiteSpace(text[0]) ? Kind.Space : Kind.Other;
        return Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Rune.IsWhiteSpace(rune) ? Kind.Space : Kind.Other,
        };
    }

    enum Kind
    {
        Letter,
        Number,
        Space,
        Other,
    }
}
