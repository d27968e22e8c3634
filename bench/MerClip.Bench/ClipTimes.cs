using System.Diagnostics;
using System.Text.RegularExpressions;
using MerClip.Data;
using MerClip.Encoders.Clip;
using static TorchSharp.torch;

namespace MerClip.Bench;

/// <summary>How fast CLIP's parts are: the tokenizer beside a straightforward loop, the image encoder beside the matmul rate.</summary>
static partial class ClipTimes
{
    const int Rounds = 3;

    /// <summary>Measures and prints.</summary>
    /// <param name="vocabularyPath">CLIP's vocabulary.</param>
    /// <param name="data">A data file with transcripts.</param>
    public static void Print(string vocabularyPath, string data)
    {
        Tokenizer(ClipVocabulary.Read(vocabularyPath), [.. CorpusReader.Read(data).Corpus.All.Select(u => u.Text)]);
        foreach (int threads in new[] { 1, Environment.ProcessorCount })
        {
            set_num_threads(threads);
            Images(threads);
        }
    }

    static void Tokenizer(ClipVocabulary vocabulary, string[] texts)
    {
        var plain = new PlainBpe(vocabulary);
        var cleaner = new ClipTokenizer(vocabulary);
        List<int> Loop(string text) => [.. Words().Matches(cleaner.Clean(text)).SelectMany(m => plain.Encode(m.Value))];

        var tokenizer = new ClipTokenizer(vocabulary);
        string[] different = [.. texts.Where(t => !tokenizer.Encode(t).SequenceEqual(Loop(t)))];
        double first = Best(1, () => Encode(new ClipTokenizer(vocabulary), texts)), warm = Best(Rounds, () => Encode(tokenizer, texts));
        double loop = Best(Rounds, () =>
        {
            foreach (string text in texts) Loop(text);
        });
        Console.WriteLine($"tokenizer: {texts.Length / warm:N0} texts/s, {texts.Length / first:N0} in the first pass with the vocabulary made");
        Console.WriteLine($"straightforward loop {texts.Length / loop:N0} texts/s; {different.Length} of {texts.Length} texts differ");
    }

    static void Encode(ClipTokenizer tokenizer, string[] texts)
    {
        foreach (string text in texts) tokenizer.Encode(text);
    }

    static void Images(int threads)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var options = new ClipOptions(512, new(64, 1, 1, 64), new(768, 12, 12, 3072), 100);
        var model = new ClipModel(options);
        model.eval();
        const int Batch = 16;
        int positions = 49 + 1, width = options.Image.Width, hidden = options.Image.Hidden;
        double flops = 2.0 * options.Image.Layers * positions * (4.0 * width * width + 2.0 * width * hidden + 2.0 * positions * width)
            + 2.0 * 49 * 3 * 32 * 32 * width + 2.0 * width * options.Joint;
        var pixels = randn(Batch, 3, 224, 224);
        double rate = 0, seconds = double.MaxValue;
        for (int i = 0; i < Rounds; i++) // alternately, so that other work on the machine hurts both
        {
            rate = Math.Max(rate, Machine.MatmulRate(CPU, 1536));
            seconds = Math.Min(seconds, Best(2, () =>
            {
                using var inner = NewDisposeScope();
                model.Image.call(pixels);
            }));
        }
        Console.WriteLine($"image encoder, ViT-B/32, {threads} threads: {Batch / seconds:F1} images/s, {flops * Batch / seconds / 1e9:F0} GFLOP/s, "
            + $"{flops * Batch / seconds / 1e9 / rate:P0} of the matmul rate {rate:F0}");
    }

    static double Best(int rounds, Action action)
    {
        double best = double.MaxValue;
        for (int i = 0; i < rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            action();
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }
        return best;
    }

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+")]
    private static partial Regex Words();
}
