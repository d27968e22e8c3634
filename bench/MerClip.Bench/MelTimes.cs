using System.Diagnostics;
using MerClip.Media;
using static TorchSharp.torch;

namespace MerClip.Bench;

/// <summary>How fast log-mel steps are made, beside a straightforward loop.</summary>
static class MelTimes
{
    const int Seconds = 60, Rounds = 7;

    /// <summary>Measures with one thread and prints how many seconds of sound a second makes.</summary>
    public static void Print()
    {
        set_num_threads(1);
        var random = new Random(1);
        float[] sound = [.. Enumerable.Range(0, Seconds * AudioReader.SampleRate).Select(_ => random.NextSingle() - 0.5f)];
        var mel = new LogMel();
        var plain = new PlainMel();
        using var steps = mel.Compute(sound);
        double apart = steps.data<float>().Zip(plain.Compute(sound), (a, b) => Math.Abs(a - b)).Max();
        double best = double.MaxValue, loop = double.MaxValue;
        for (int i = 0; i < Rounds; i++) // alternately, so that other work on the machine hurts both
        {
            best = Math.Min(best, Time(() => mel.Compute(sound).Dispose()));
            loop = Math.Min(loop, Time(() => plain.Compute(sound)));
        }
        Console.WriteLine($"log-mel: {Seconds / best:N0} times as fast as the sound, "
            + $"a straightforward loop {Seconds / loop:N0} times; they differ by {apart:0.0e0} at most");
    }

    static double Time(Action action)
    {
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalSeconds;
    }
}
