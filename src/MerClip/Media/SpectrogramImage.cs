using static TorchSharp.torch;

namespace MerClip.Media;

/// <summary>
/// Draws log-mel steps as square grey pictures, for an image encoder to look at: time from left to right, pitch from bottom to top, the
/// louder the brighter. White is the loudest place of the sound, black what is <see cref="SpectrogramOptions.Range"/> decibels below
/// it; a sound that is silent, or almost, stays dark. One picture shows the whole sound, or each the same number of
/// seconds: then the rest of the last one is black. Resized as Pillow's bicubic does it.
/// </summary>
public static class SpectrogramImage
{
    /// <summary>Draws a sound.</summary>
    /// <param name="steps">What <see cref="LogMel"/> computed, <c>[T, M]</c>.</param>
    /// <param name="mel">With what it was computed.</param>
    /// <param name="options">How to draw; null for the defaults.</param>
    /// <returns>Pictures in the order of time; none for a sound of no steps.</returns>
    public static IReadOnlyList<RgbImage> Draw(Tensor steps, LogMelOptions mel, SpectrogramOptions? options = null)
    {
        options ??= new SpectrogramOptions();
        TensorShape.Require(steps, "log-mel steps [T, M]", -1, mel.Bands);
        int count = (int)steps.shape[0];
        if (count == 0) return [];
        using var here = steps.cpu().contiguous();
        float[] levels = here.data<float>().ToArray();

        double range = options.Range * Math.Log(10) / 10; // decibels of power to natural logarithms
        double white = Math.Max(levels.Max(), Math.Log(mel.Floor) + range);
        int wide = options.Seconds is { } seconds ? Math.Max(1, (int)Math.Round(seconds * mel.SampleRate / mel.Hop)) : count;
        // The last step is centred at the very end: it gets no picture of its own.
        int pictures = Math.Max(1, (count - 1 + wide - 1) / wide);
        return [.. Enumerable.Range(0, pictures).Select(p => BicubicResize.Resize(Picture(p * wide), options.Size, options.Size))];

        RgbImage Picture(int first)
        {
            byte[] pixels = new byte[3 * wide * mel.Bands];
            for (int x = 0; x < Math.Min(wide, count - first); x++)
                for (int band = 0; band < mel.Bands; band++)
                {
                    double height = 1 - (white - levels[(first + x) * mel.Bands + band]) / range;
                    byte grey = (byte)Math.Round(255 * Math.Clamp(height, 0, 1));
                    pixels.AsSpan(3 * ((mel.Bands - 1 - band) * wide + x), 3).Fill(grey);
                }
            return new RgbImage(wide, mel.Bands, pixels);
        }
    }
}
