using System.Text;

namespace MerClip.Encoders.Clip;

/// <summary>
/// The 256 visible characters that byte-level BPE writes bytes as (GPT-2's <c>bytes_to_unicode</c>): visible Latin-1 stands for
/// itself, the other bytes, in order, are U+0100 and up.
/// </summary>
static class ByteSymbols
{
    static readonly char[] Symbols = new char[256];
    static readonly Dictionary<char, byte> Bytes = [];

    static ByteSymbols()
    {
        char next = '\u0100';
        var hidden = new List<char>();
        for (int b = 0; b < 256; b++)
        {
            bool visible = b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            Symbols[b] = visible ? (char)b : next++;
            Bytes[Symbols[b]] = (byte)b;
            (visible ? InOrder : hidden).Add(Symbols[b]);
        }
        InOrder.AddRange(hidden);
    }

    /// <summary>The symbols in the order of their ids: first those that stand for themselves.</summary>
    public static List<char> InOrder { get; } = [];

    /// <summary>The symbols of a text's bytes.</summary>
    public static string Encode(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(b => Symbols[b]));

    /// <summary>The text of symbols; bytes that are no UTF-8 become U+FFFD, characters that are no symbols are left out.</summary>
    public static string Decode(string symbols)
    {
        var bytes = new List<byte>(symbols.Length);
        foreach (char symbol in symbols)
            if (Bytes.TryGetValue(symbol, out byte b)) bytes.Add(b);
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
