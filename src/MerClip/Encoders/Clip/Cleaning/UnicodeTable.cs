using System.Globalization;

namespace MerClip.Encoders.Clip.Cleaning;

/// <summary>Tables that are embedded in the library as text, a line an entry (see <c>make_tables.py</c>).</summary>
static class UnicodeTable
{
    /// <summary>The lines of a table, split at spaces.</summary>
    public static IEnumerable<string[]> Lines(string name)
    {
        using var stream = typeof(UnicodeTable).Assembly.GetManifestResourceStream($"MerClip.unicode.{name}")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line[0] != '#') yield return line.Split(' ');
    }

    /// <summary>A code point in hexadecimal.</summary>
    public static int Code(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>The characters of code points in hexadecimal.</summary>
    public static string Text(ReadOnlySpan<string> codes)
    {
        string text = "";
        foreach (string code in codes) text += char.ConvertFromUtf32(Code(code));
        return text;
    }
}
