namespace MerClip.Media;

/// <summary>
/// Pillow's <c>Image.resize(…, BICUBIC)</c>, with which CLIP's images were made: a cubic (a = −½) that is widened when shrinking so
/// that nothing aliases, rows first, in whole numbers of 22 bits after the point (Pillow's <c>Resample.c</c>).
/// </summary>
public static class BicubicResize
{
    const int Bits = 22;
    const double Support = 2;

    /// <summary>Resizes an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="width">Columns of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    public static RgbImage Resize(RgbImage image, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        byte[] pixels = image.Pixels;
        if (width != image.Width) pixels = Rows(pixels, image.Width, width, image.Height);
        if (height != image.Height) pixels = Columns(pixels, width, image.Height, height);
        return new RgbImage(width, height, pixels);
    }

    static byte[] Rows(byte[] from, int width, int newWidth, int height)
    {
        var taps = Taps(width, newWidth);
        byte[] to = new byte[3 * newWidth * height];
        for (int y = 0, at = 0; y < height; y++)
            for (int x = 0; x < newWidth; x++, at += 3)
            {
                var (first, weights) = taps[x];
                int r = 1 << (Bits - 1), g = r, b = r, pixel = 3 * (y * width + first);
                foreach (int weight in weights)
                {
                    r += weight * from[pixel];
                    g += weight * from[pixel + 1];
                    b += weight * from[pixel + 2];
                    pixel += 3;
                }
                (to[at], to[at + 1], to[at + 2]) = (Byte(r), Byte(g), Byte(b));
            }
        return to;
    }

    static byte[] Columns(byte[] from, int width, int height, int newHeight)
    {
        var taps = Taps(height, newHeight);
        int stride = 3 * width;
        byte[] to = new byte[stride * newHeight];
        int[] sums = new int[stride];
        for (int y = 0; y < newHeight; y++)
        {
            var (first, weights) = taps[y];
            Array.Fill(sums, 1 << (Bits - 1));
            for (int i = 0; i < weights.Length; i++)
            {
                var row = from.AsSpan((first + i) * stride, stride);
                for (int x = 0; x < stride; x++) sums[x] += weights[i] * row[x];
            }
            for (int x = 0; x < stride; x++) to[y * stride + x] = Byte(sums[x]);
        }
        return to;
    }

    static byte Byte(int sum) => (byte)Math.Clamp(sum >> Bits, 0, 255);

    // For each position of the result the first position that it looks at, and the weights of those from there on.
    static (int First, int[] Weights)[] Taps(int from, int to)
    {
        double scale = (double)from / to, widening = Math.Max(1, scale), support = Support * widening;
        var taps = new (int, int[])[to];
        for (int i = 0; i < to; i++)
        {
            double centre = (i + 0.5) * scale;
            int first = Math.Max(0, (int)(centre - support + 0.5)), end = Math.Min(from, (int)(centre + support + 0.5));
            double[] weights = [.. Enumerable.Range(first, end - first).Select(x => Cubic((x - centre + 0.5) * (1 / widening)))];
            double sum = weights.Sum();
            taps[i] = (first, [.. weights.Select(w => (int)Math.Truncate(w / sum * (1 << Bits) + (w / sum < 0 ? -0.5 : 0.5)))]);
        }
        return taps;
    }

    static double Cubic(double x)
    {
        const double A = -0.5;
        x = Math.Abs(x);
        return x < 1 ? ((A + 2) * x - (A + 3)) * x * x + 1 : x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
}
