using MerClip.Data;
using MerClip.Data.Writers;

namespace MerClip.Tests.Cli;

/// <summary>A 64th of MOSEI as a pickle, read as if it did not fit: <c>bench/large</c> does the same at full size.</summary>
public sealed class LargeDataTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Memory_does_not_grow_with_the_data_and_results_are_the_same()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "peak memory is read from /proc");
        CorpusWriter.Write(Mosei(divisor: 64), folder["mosei.pkl"]);
        int fileMiB = (int)(new FileInfo(folder["mosei.pkl"]).Length >> 20);
        Assert.InRange(fileMiB, 120, 140);

        int held = Run("2000", "convert", folder["mosei.pkl"], folder["held.safetensors"]);
        int stored = Run("8", "convert", folder["mosei.pkl"], folder["stored.safetensors"]);
        Assert.InRange(held, fileMiB, 4 * fileMiB); // or nothing would be shown
        Assert.InRange(stored, 1, held - fileMiB * 2 / 3);
        Assert.Equal(File.ReadAllBytes(folder["held.safetensors"]), File.ReadAllBytes(folder["stored.safetensors"]));

        int heldTraining = Run("2000", Train("held")), storedTraining = Run("8", Train("stored"));
        Assert.InRange(storedTraining, 1, heldTraining - fileMiB / 2);
        foreach (string file in new[] { "model.safetensors", "predictions.csv" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder["held"], "seed-0", file)),
                File.ReadAllBytes(Path.Combine(folder["stored"], "seed-0", file)));

        string[] Train(string run) => ["train", "--data", folder["mosei.pkl"], "--text", "features", "--label-text", "clip:sample",
            "--order", "text", "--seeds", "0", "--set", "training.epochs=1", "--set", "model.width=16", "--out", folder[run]];
    }

    static int Run(string mostInMemory, params string[] arguments)
    {
        using CliProcess cli = new(new Dictionary<string, string> { ["MERCLIP_MOST_IN_MEMORY"] = mostInMemory }, arguments);
        var (code, _, error) = cli.Wait();
        Assert.True(code == 0, error);
        return cli.PeakMiB;
    }

    static Corpus Mosei(int divisor)
    {
        Random random = new(1);
        (Modality Modality, int Steps, int Width)[] features = [(Modality.Text, 50, 768), (Modality.Audio, 500, 74), (Modality.Vision, 500, 35)];
        return new Corpus(new Dictionary<Split, int> { [Split.Train] = 16326, [Split.Valid] = 1871, [Split.Test] = 4659 }
            .ToDictionary(s => s.Key, s => (IReadOnlyList<Utterance>)[.. Enumerable.Range(0, s.Value / divisor).Select(i => new Utterance
            {
                Id = $"{s.Key}{i}$_$0",
                Sentiment = random.Next(7) - 3,
                Features = features.ToDictionary(f => f.Modality, f => Sequence(f.Steps * (i % 4 + 1) / 4, f.Width)),
            })]));

        FeatureSequence Sequence(int steps, int width)
        {
            float[] values = new float[steps * width];
            for (int k = 0; k < values.Length; k++) values[k] = random.NextSingle() + 0.1f;
            return new FeatureSequence(values, steps, width);
        }
    }
}
