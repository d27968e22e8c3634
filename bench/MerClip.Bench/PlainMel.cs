using MerClip.Media;
using Complex = System.Numerics.Complex;

namespace MerClip.Bench;

/// <summary>Log-mel steps as one would write them down, with the defaults of <see cref="LogMelOptions"/>: the yardstick for
/// <see cref="LogMel"/>.</summary>
sealed class PlainMel
{
    const int Window = 400, Hop = 160, Size = 512, Bins = Size / 2 + 1, Bands = 80;

    readonly double[] hann = [.. Enumerable.Range(0, Window).Select(i => 0.5 - 0.5 * Math.Cos(2 * Math.PI * i / Window))];
    readonly double[,] weights = new double[Bands, Bins];

    public PlainMel()
    {
        double highest = 15 + 27 * Math.Log(8) / Math.Log(6.4); // 8 kHz in mel
        double[] edges = [.. Enumerable.Range(0, Bands + 2).Select(i => Hertz(i * highest / (Bands + 1)))];
        for (int band = 0; band < Bands; band++)
            for (int bin = 0; bin < Bins; bin++)
            {
                var (low, middle, high, at) = (edges[band], edges[band + 1], edges[band + 2], bin * 16000.0 / Size);
                double height = Math.Min((at - low) / (middle - low), (high - at) / (high - middle));
                weights[band, bin] = Math.Max(0, height) * 2 / (high - low);
            }

        static double Hertz(double mel) => mel < 15 ? mel * 200 / 3 : 1000 * Math.Pow(6.4, (mel - 15) / 27);
    }

    /// <summary>The steps of a sound, row by row.</summary>
    public float[] Compute(float[] samples)
    {
        int steps = 1 + samples.Length / Hop;
        float[] result = new float[steps * Bands];
        var spectrum = new Complex[Size];
        for (int step = 0; step < steps; step++)
        {
            Array.Clear(spectrum);
            for (int i = 0; i < Window; i++)
            {
                int at = step * Hop - Window / 2 + i;
                if (at >= 0 && at < samples.Length)
                    spectrum[(Size - Window) / 2 + i] = samples[at] * hann[i];
            }
            Transform(spectrum);
            for (int band = 0; band < Bands; band++)
            {
                double power = 0;
                for (int bin = 0; bin < Bins; bin++)
                {
                    var (real, imaginary) = (spectrum[bin].Real, spectrum[bin].Imaginary);
                    power += weights[band, bin] * (real * real + imaginary * imaginary);
                }
                result[step * Bands + band] = (float)Math.Log(Math.Max(power, 1e-10));
            }
        }
        return result;
    }

    // Cooley and Tukey's, of radix 2, in place.
    static void Transform(Complex[] x)
    {
        for (int i = 1, j = 0; i < x.Length; i++)
        {
            int bit = x.Length / 2;
            for (; (j & bit) != 0; bit /= 2) j ^= bit;
            j ^= bit;
            if (i < j) (x[i], x[j]) = (x[j], x[i]);
        }
        for (int length = 2; length <= x.Length; length *= 2)
        {
            var turn = Complex.FromPolarCoordinates(1, -2 * Math.PI / length);
            for (int start = 0; start < x.Length; start += length)
            {
                var factor = Complex.One;
                for (int i = start; i < start + length / 2; i++, factor *= turn)
                {
                    var (even, odd) = (x[i], factor * x[i + length / 2]);
                    (x[i], x[i + length / 2]) = (even + odd, even - odd);
                }
            }
        }
    }
}
