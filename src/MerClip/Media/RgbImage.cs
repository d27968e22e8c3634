using System.Runtime.InteropServices;
using SkiaSharp;

namespace MerClip.Media;

/// <summary>An image of three colours.</summary>
public sealed class RgbImage
{
    const long MostPixels = 1 << 28;

    /// <summary>Makes an image.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixels">Red, green, blue, row by row, <c>[height, width, 3]</c>; kept.</param>
    public RgbImage(int width, int height, byte[] pixels)
    {
        if (width < 1 || height < 1 || pixels.Length != 3L * width * height)
            throw new ArgumentException($"{pixels.Length} bytes are no image of {width} x {height} pixels");
        (Width, Height, Pixels) = (width, height, pixels);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Red, green, blue, row by row, <c>[Height, Width, 3]</c>.</summary>
    public byte[] Pixels { get; }

    /// <summary>Reads a PNG, JPEG or another format that Skia knows. Transparency is dropped, not blended, and a camera's note
    /// of how it was held is not looked at, as Pillow's <c>convert("RGB")</c> does.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be opened or is no image.</exception>
    public static RgbImage Read(string path)
    {
        byte[] file = InputFile.Read(path, File.ReadAllBytes);
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data) ?? throw new InputException($"{path} is no image that can be read; give PNG or JPEG");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MostPixels) throw new InputException($"{path} has {width} x {height} pixels, too many; make it smaller");
        byte[] colours = new byte[4 * width * height];
        var pin = GCHandle.Alloc(colours, GCHandleType.Pinned);
        SKCodecResult result;
        try
        {
            var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            result = codec.GetPixels(info, pin.AddrOfPinnedObject());
        }
        finally
        {
            pin.Free();
        }
        if (result != SKCodecResult.Success) throw new InputException($"{path} is a damaged image ({result}); make it again");
        byte[] pixels = new byte[3 * width * height];
        for (int from = 0, to = 0; to < pixels.Length; from += 4, to += 3) colours.AsSpan(from, 3).CopyTo(pixels.AsSpan(to));
        return new RgbImage(width, height, pixels);
    }

    /// <summary>The image as a PNG file.</summary>
    public byte[] Png()
    {
        byte[] colours = new byte[4 * Width * Height];
        Array.Fill(colours, (byte)255); // opaque
        for (int from = 0, to = 0; from < Pixels.Length; from += 3, to += 4) Pixels.AsSpan(from, 3).CopyTo(colours.AsSpan(to));
        using var image = SKImage.FromPixelCopy(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque), colours);
        using var pixels = image.PeekPixels();
        using var data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, zLibLevel: 1));
        return data!.ToArray();
    }
}
