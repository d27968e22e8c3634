using MerClip.Media;
using MerClip.Robustness;

namespace MerClip.Tests.Robustness;

public class NoisyRecordingTests
{
    [Fact]
    public void A_sound_gets_noise_as_loud_as_the_rate_says()
    {
        float[] clean = [.. Enumerable.Range(0, 16000).Select(i => 0.2f * MathF.Sin(i * 0.05f))];
        float[] noisy = [.. clean];

        new NoisyRecording(0.1, new Random(1)).Sound(noisy);

        double signal = clean.Sum(x => x * x), noise = clean.Zip(noisy).Sum(v => (v.Second - v.First) * (v.Second - v.First));
        Assert.Equal(20, 10 * Math.Log10(signal / noise), 0.5); // dB
    }

    [Fact]
    public void Silence_stays_silent_and_nothing_leaves_the_range()
    {
        float[] silence = new float[100], loud = [.. Enumerable.Repeat(1f, 100)];

        new NoisyRecording(1, new Random(1)).Sound(silence);
        new NoisyRecording(1, new Random(1)).Sound(loud);

        Assert.All(silence, x => Assert.Equal(0, x));
        Assert.All(loud, x => Assert.InRange(x, -1, 1));
        Assert.Contains(loud, x => x < 0.9f);
    }

    [Fact]
    public void A_frame_gets_noise_of_the_rate_times_half_the_range()
    {
        var frame = new RgbImage(40, 40, [.. Enumerable.Repeat((byte)128, 4800)]);

        new NoisyRecording(0.2, new Random(1)).Frame(frame);

        Assert.Equal(0.2 * 127.5, Math.Sqrt(frame.Pixels.Average(p => (p - 128.0) * (p - 128.0))), 1.0);
    }
}
