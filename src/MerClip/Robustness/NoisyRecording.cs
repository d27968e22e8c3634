using MathNet.Numerics.Distributions;
using MerClip.Media;

namespace MerClip.Robustness;

/// <summary>White noise on one recording.</summary>
/// <param name="rate">How much, relative to the loudness of the sound, or to half the range of a colour.</param>
/// <param name="random">Where the noise comes from.</param>
sealed class NoisyRecording(double rate, Random random) : IDistortion
{
    public void Sound(Span<float> samples)
    {
        double power = 0;
        foreach (float sample in samples) power += sample * sample;
        double[] noise = new double[samples.Length];
        Normal.Samples(random, noise, 0, Math.Max(rate * Math.Sqrt(power / samples.Length), double.Epsilon));
        for (int i = 0; i < samples.Length; i++) samples[i] = (float)Math.Clamp(samples[i] + noise[i], -1, 1);
    }

    public void Frame(RgbImage frame)
    {
        double[] noise = new double[frame.Pixels.Length];
        Normal.Samples(random, noise, 0, rate * 127.5);
        for (int i = 0; i < noise.Length; i++)
            frame.Pixels[i] = (byte)Math.Clamp(Math.Round(frame.Pixels[i] + noise[i]), 0, 255);
    }
}
