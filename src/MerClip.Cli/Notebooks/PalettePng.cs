using System.Buffers.Binary;
using System.IO.Compression;
using SkiaSharp;

namespace MerClip.Cli.Notebooks;

/// <summary>PNG with a palette: charts have few colours, and are so a quarter of the size that a browser writes.</summary>
static class PalettePng
{
    const int MostColours = 256;

    /// <summary>Writes an opaque PNG anew with its 256 most frequent colours; each other becomes the nearest of them.</summary>
    public static byte[] Of(byte[] png)
    {
        using var bitmap = SKBitmap.Decode(png);
        SKColor[] pixels = bitmap.Pixels;
        var palette = pixels.CountBy(p => p).OrderByDescending(c => c.Value).ThenBy(c => (uint)c.Key)
            .Take(MostColours).Select(c => c.Key).ToArray();
        var places = palette.Index().ToDictionary(p => p.Item, p => (byte)p.Index);

        byte[] rows = new byte[(bitmap.Width + 1) * bitmap.Height]; // each row begins with its filter: 0, none
        for (int i = 0; i < pixels.Length; i++)
        {
            if (!places.TryGetValue(pixels[i], out byte place)) places[pixels[i]] = place = Nearest(palette, pixels[i]);
            rows[i / bitmap.Width * (bitmap.Width + 1) + 1 + i % bitmap.Width] = place;
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, bitmap.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), bitmap.Height);
        (header[8], header[9]) = (8, 3); // eight bits a pixel, which are a place in the palette
        var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Write(file, "IHDR"u8, header);
        Write(file, "PLTE"u8, [.. palette.SelectMany(c => new[] { c.Red, c.Green, c.Blue })]);
        Write(file, "IDAT"u8, Compressed(rows));
        Write(file, "IEND"u8, []);
        return file.ToArray();
    }

    static byte Nearest(SKColor[] palette, SKColor colour) => (byte)palette.Index().MinBy(p =>
        Square(p.Item.Red - colour.Red) + Square(p.Item.Green - colour.Green) + Square(p.Item.Blue - colour.Blue)).Index;

    static int Square(int x) => x * x;

    static byte[] Compressed(byte[] rows)
    {
        var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionLevel.SmallestSize)) stream.Write(rows);
        return compressed.ToArray();
    }

    static void Write(MemoryStream file, ReadOnlySpan<byte> type, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] body = [.. type, .. content];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        file.Write(number);
    }

    /// <summary>The sum that PNG puts after each piece (ISO 3309).</summary>
    static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
