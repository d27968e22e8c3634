using MerClip.Media;
using static TorchSharp.torch;

namespace MerClip.Encoders.Clip;

/// <summary>What CLIP does to an image first: the short side to the model's size, the middle cut out, each colour to the mean and
/// deviation of the images that it was trained with. Source: openai/CLIP's <c>_transform</c>.</summary>
/// <param name="size">Rows and columns of the result, S.</param>
/// <param name="colours">How colours are normalized; null takes OpenAI's numbers.</param>
public sealed class ClipImagePreprocessor(int size, ClipColours? colours = null)
{
    readonly ClipColours colours = colours ?? ClipColours.OpenAI;

    /// <summary>The square that the model sees, before the colours are normalized.</summary>
    public RgbImage Square(RgbImage image)
    {
        if (image.Width == size && image.Height == size) return image; // as Pillow, which copies what has the size already
        bool wide = image.Width >= image.Height;
        int width = wide ? (int)((long)size * image.Width / image.Height) : size;
        int height = wide ? size : (int)((long)size * image.Height / image.Width);
        var resized = BicubicResize.Resize(image, width, height);
        // Halves go to the even number, as Python rounds them.
        int left = (int)Math.Round((width - size) / 2.0), top = (int)Math.Round((height - size) / 2.0);
        byte[] square = new byte[3 * size * size];
        for (int y = 0; y < size; y++)
            resized.Pixels.AsSpan(3 * ((top + y) * width + left), 3 * size).CopyTo(square.AsSpan(3 * y * size));
        return new RgbImage(size, size, square);
    }

    /// <summary>Prepares images for <see cref="ClipImageModel"/>.</summary>
    /// <param name="images">At least one.</param>
    /// <returns>float32 <c>[N, 3, S, S]</c>.</returns>
    public Tensor Prepare(params IReadOnlyList<RgbImage> images)
    {
        int plane = size * size;
        float[] values = new float[images.Count * 3 * plane];
        for (int n = 0; n < images.Count; n++)
        {
            byte[] pixels = Square(images[n]).Pixels;
            for (int c = 0; c < 3; c++)
            {
                var (mean, deviation) = (colours.Mean[c], colours.Deviation[c]);
                var target = values.AsSpan((n * 3 + c) * plane, plane);
                for (int i = 0; i < plane; i++) target[i] = (pixels[3 * i + c] / 255f - mean) / deviation;
            }
        }
        return tensor(values, [images.Count, 3, size, size]);
    }
}
