namespace MerClip.Encoders.Clip.Cleaning;

/// <summary>
/// A single-byte encoding that people confuse with UTF-8. The Windows ones are sloppy as browsers are: a byte without a
/// character is the control character of its number; and byte 1A stands for U+FFFD, what a byte was that had been lost.
/// </summary>
sealed class Codepage
{
    const byte Lost = 0x1A;

    readonly string upperHalf;
    readonly Dictionary<char, byte> bytes = [];

    Codepage(string name, string codes)
    {
        Name = name;
        upperHalf = string.Concat(codes.Chunk(4).Select(digits => (char)UnicodeTable.Code(digits)));
        IsSloppy = name.StartsWith("cp12", StringComparison.Ordinal);
        for (int b = 0; b < 0x80; b++) bytes[(char)b] = (byte)b;
        for (int b = 0x80; b < 0x100; b++) bytes[Character((byte)b)] = (byte)b;
        if (!IsSloppy) return;
        bytes.Remove((char)Lost);
        bytes['\uFFFD'] = Lost;
    }

    /// <summary>All, in the order in which they are tried.</summary>
    public static IReadOnlyList<Codepage> All { get; } =
        [.. UnicodeTable.Lines("codepages.txt").Select(line => new Codepage(line[0], line[1]))];

    /// <summary>ISO 8859-1.</summary>
    public static Codepage Latin1 => All[0];

    /// <summary>Windows-1252.</summary>
    public static Codepage Windows1252 => All[1];

    /// <summary>Python's name.</summary>
    public string Name { get; }

    /// <summary>Whether it is one of Windows's.</summary>
    public bool IsSloppy { get; }

    /// <summary>What a byte stands for.</summary>
    public char Character(byte b) => b < 0x80 ? (char)b : upperHalf[b - 0x80];

    /// <summary>The text in this encoding; null if it has other characters.</summary>
    public byte[]? Encode(string text)
    {
        byte[] encoded = new byte[text.Length];
        for (int i = 0; i < text.Length; i++)
            if (!bytes.TryGetValue(text[i], out encoded[i])) return null;
        return encoded;
    }

    /// <summary>What bytes from one to another stand for in the encodings that extend Latin-1's order of letters.</summary>
    public static string Characters(int first, int last) => new([.. All.Take(7)
        .SelectMany(page => Enumerable.Range(first, last - first + 1).Select(b => page.Character((byte)b))).Distinct()]);
}
