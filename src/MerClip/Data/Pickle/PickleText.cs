using System.Globalization;
using System.Numerics;
using System.Text;

namespace MerClip.Data.Pickle;

/// <summary>The values that protocols 0 and 1 write as text. Each method gives null for text that means nothing.</summary>
static class PickleText
{
    const int LongestNumber = 1000;
    const int LongestFloat = 100;

    static readonly object True = true;
    static readonly object False = false;

    /// <summary>A string, written as <c>str</c> or as Python 2's byte string; null if it is neither.</summary>
    public static string? AsString(object? value) => value switch
    {
        string text => text,
        byte[] bytes => Encoding.Latin1.GetString(bytes),
        PickleLongText text => text.ToString(),
        _ => null,
    };

    public static object? Integer(ReadOnlySpan<byte> line)
    {
        if (line.SequenceEqual("01"u8)) return True;
        if (line.SequenceEqual("00"u8)) return False;
        if (line.Length is 0 or > LongestNumber) return null;
        if (line[^1] == 'L') line = line[..^1];
        if (long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long small)) return small;
        return BigInteger.TryParse(Encoding.Latin1.GetString(line), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out BigInteger large) ? large : null;
    }

    public static object? Float(ReadOnlySpan<byte> line) =>
        Encoding.Latin1.GetString(line[..Math.Min(line.Length, LongestFloat)]) switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        var text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null,
    };

    /// <summary>Python's raw-unicode-escape: Latin-1, with \uXXXX and \UXXXXXXXX for the rest.</summary>
    public static string? Unicode(ReadOnlySpan<byte> line)
    {
        StringBuilder text = new(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            int digits = line[i] != '\\' || i + 1 == line.Length ? 0 : line[i + 1] switch
            {
                (byte)'u' => 4,
                (byte)'U' => 8,
                _ => 0,
            };
            if (digits == 0)
            {
                text.Append((char)line[i]);
                continue;
            }
            if (Hex(line, i + 2, digits) is not uint code || code > 0x10FFFF) return null;
            if (code <= 0xFFFF) text.Append((char)code);
            else text.Append(char.ConvertFromUtf32((int)code));
            i += 1 + digits;
        }
        return text.ToString();
    }

    /// <summary>The bytes that Python's <c>repr</c> of a byte string shows, quotes included.</summary>
    public static byte[]? Quoted(ReadOnlySpan<byte> line)
    {
        if (line.Length < 2 || line[0] is not ((byte)'\'' or (byte)'"') || line[^1] != line[0]) return null;
        line = line[1..^1];
        byte[] bytes = new byte[line.Length];
        int count = 0;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] != '\\')
            {
                bytes[count++] = line[i];
                continue;
            }
            if (++i == line.Length) return null;
            if (line[i] == 'x')
            {
                if (Hex(line, i + 1, 2) is not uint code) return null;
                bytes[count++] = (byte)code;
                i += 2;
                continue;
            }
            int escape = "nrt\\'\""u8.IndexOf(line[i]);
            if (escape < 0) return null;
            bytes[count++] = "\n\r\t\\'\""u8[escape];
        }
        return bytes[..count];
    }

    static uint? Hex(ReadOnlySpan<byte> line, int start, int digits) =>
        start + digits <= line.Length && uint.TryParse(line.Slice(start, digits), NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture, out uint value) ? value : null;
}
