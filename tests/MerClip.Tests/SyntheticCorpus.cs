using System.Globalization;
using System.Text;
using MerClip.Data;
using MerClip.Encoders.Words;
using MerClip.Labels;
using MerClip.Prediction;
using MerClip.Runs;
using MerClip.Tests.Data;
using MerClip.Training;

namespace MerClip.Tests;

/// <summary>
/// A small made-up data set in which there is something to learn: sentiment is what one word of the utterance says plus what
/// one feature of audio says. Some utterances lack a modality. The same seed gives the same data.
/// </summary>
public static class SyntheticCorpus
{
    /// <summary>Features a step of audio, of vision, and of a word vector.</summary>
    public const int AudioWidth = 5, VisionWidth = 3, WordWidth = 8;

    /// <summary>Words that mean something, by what they add to the sentiment.</summary>
    static readonly (string Word, float Worth)[] Telling =
        [("zub", -2), ("grolm", -1), ("nilt", 0), ("flim", 1), ("zarp", 2)];

    static readonly string[] Empty = ["bo", "ka", "lun", "mef", "tiv", "sor", "wup"];

    /// <summary>Makes the utterances.</summary>
    public static Corpus Make(int train = 48, int valid = 16, int test = 16, int seed = 1, bool emotions = false) => new(
        new Dictionary<Split, IReadOnlyList<Utterance>>
        {
            [Split.Train] = Utterances("train", train, seed, emotions),
            [Split.Valid] = Utterances("valid", valid, seed + 1000, emotions),
            [Split.Test] = Utterances("test", test, seed + 2000, emotions),
        }, emotions ? ["glad", "sad"] : null);

    /// <summary>Labels with values, whose texts are words of <see cref="WriteWords"/>.</summary>
    public static LabelSet Ordinal(int count = 3) => new()
    {
        Name = $"made-up{count}",
        Kind = LabelKind.Ordinal,
        Templates = ["{}", "ka {}"],
        Labels = [.. Enumerable.Range(0, count).Select(i =>
        {
            double value = count == 2 ? 2 * i - 1 : 6.0 * i / (count - 1) - 3;
            string word = Telling[(int)Math.Round(4.0 * i / (count - 1))].Word;
            return new Label($"label{i}", [i % 2 == 0 ? word : $"{word} {Empty[i % Empty.Length]}"], value);
        })],
    };

    /// <summary>Labels of which exactly one holds: the data's annotations.</summary>
    public static LabelSet Single { get; } = new()
    {
        Name = "made-up-classes",
        Kind = LabelKind.Single,
        Labels = [new("negative", ["zub"]), new("Neutral", ["nilt"]), new("Positive", ["zarp"])],
    };

    /// <summary>Labels that hold each for itself: the data's emotions.</summary>
    public static LabelSet Multi { get; } = new()
    {
        Name = "made-up-emotions",
        Kind = LabelKind.Multi,
        Labels = [new("sad", ["zub"]), new("glad", ["zarp"])],
    };

    /// <summary>A model small enough to train in a second.</summary>
    public static ModelOptions Tiny { get; } = new() { Width = 16, Heads = 2, Layers = 1, Dropout = 0.1, InputDropout = 0.1 };

    /// <summary>A few quick epochs.</summary>
    public static TrainingOptions Quick(int epochs = 3) => new()
    {
        Epochs = epochs, Patience = epochs, BatchSize = 16, LearningRate = 3e-3, Warmup = 0.05, Clip = 1, Averaging = 0.9,
        WeightDecay = 0.01, Threads = 1,
    };

    /// <summary>The corpus as a model takes it.</summary>
    /// <param name="words">A file of <see cref="WriteWords"/>.</param>
    /// <param name="corpus">The utterances.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="model">Says whether words are tuned.</param>
    /// <param name="order">The modalities.</param>
    /// <param name="objective">How to train on the labels.</param>
    public static RunInputs Inputs(string words, Corpus corpus, LabelSet labels, ModelOptions? model = null,
        string order = "text,audio,vision", ObjectiveOptions? objective = null)
    {
        var texts = corpus.All.Select(u => u.Text).Concat(labels.Labels.SelectMany(labels.Prompts));
        var encoder = WordTextEncoder.Read(words, texts, (model ?? Tiny).TuneWords > 0
            ? tokenizer => [.. corpus[Split.Train].SelectMany(u => tokenizer.Tokenize(u.Text)).Distinct().Order(StringComparer.Ordinal)]
            : null);
        return new RunInputs(corpus, labels, Objective.For(labels, objective ?? new ObjectiveOptions()),
            RunConfig.ParseOrder(order), new RunEncoders(encoder, encoder));
    }

    /// <summary>Writes a vector for every word.</summary>
    public static string WriteWords(string path)
    {
        var random = new Random(7);
        var text = new StringBuilder();
        foreach (string word in Telling.Select(t => t.Word).Concat(Empty))
        {
            text.Append(word);
            for (int f = 0; f < WordWidth; f++)
                text.Append(' ').Append((2 * random.NextSingle() - 1).ToString("F4", CultureInfo.InvariantCulture));
            text.Append('\n');
        }
        File.WriteAllText(path, text.ToString());
        return path;
    }

    /// <summary>Writes the corpus as a data file in MMSA's layout.</summary>
    public static string WriteData(string path, Corpus corpus)
    {
        File.WriteAllBytes(path, PickleWriter.Pickle(Enum.GetValues<Split>()
            .ToDictionary(s => s.ToString().ToLowerInvariant(), s => (object?)Pickled(corpus[s], corpus.Emotions))));
        return path;
    }

    static Dictionary<string, object?> Pickled(IReadOnlyList<Utterance> utterances, IReadOnlyList<string> emotions)
    {
        var split = new Dictionary<string, object?>
        {
            ["id"] = utterances.Select(u => (object?)u.Id).ToList(),
            ["raw_text"] = utterances.Select(u => (object?)u.Text).ToList(),
            ["annotations"] = utterances.Select(u => (object?)u.Annotation).ToList(),
            ["regression_labels"] = Numpy.Of([.. utterances.Select(u => u.Sentiment)], utterances.Count),
            ["audio"] = Padded(utterances, Modality.Audio, AudioWidth),
            ["vision"] = Padded(utterances, Modality.Vision, VisionWidth),
        };
        if (emotions.Count > 0)
        {
            split["emotion_labels"] = Numpy.Of([.. utterances.SelectMany(u => u.Emotions!)], utterances.Count, emotions.Count);
            split["emotion_names"] = emotions.Select(e => (object?)e).ToList();
        }
        return split;
    }

    static Numpy Padded(IReadOnlyList<Utterance> utterances, Modality modality, int width)
    {
        int steps = utterances.Select(u => u.Features.GetValueOrDefault(modality)?.Steps ?? 1).DefaultIfEmpty(1).Max();
        var values = new float[utterances.Count * steps * width];
        for (int i = 0; i < utterances.Count; i++)
            utterances[i].Features.GetValueOrDefault(modality)?.Values.Span.CopyTo(values.AsSpan(i * steps * width));
        return Numpy.Of(values, utterances.Count, steps, width);
    }

    static Utterance[] Utterances(string split, int count, int seed, bool emotions)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var (word, worth) = Telling[random.Next(Telling.Length)];
            float loud = random.Next(-1, 2);
            string[] words = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => Empty[random.Next(Empty.Length)])];
            words[random.Next(words.Length)] = word;
            var features = new Dictionary<Modality, FeatureSequence>();
            if (i % 7 != 3) features[Modality.Audio] = Sequence(random, AudioWidth, loud);
            if (i % 5 != 2) features[Modality.Vision] = Sequence(random, VisionWidth, 0);
            float sentiment = worth + (features.ContainsKey(Modality.Audio) ? loud : 0);
            return new Utterance
            {
                Id = $"{split}{i / 4}$_${i % 4}",
                Text = i % 11 == 6 ? "" : string.Join(' ', words),
                Sentiment = i % 11 == 6 ? loud : sentiment,
                Annotation = sentiment < 0 ? "Negative" : sentiment > 0 ? "Positive" : "Neutral",
                Emotions = emotions ? [Math.Max(0, sentiment), Math.Max(0, -sentiment)] : null,
                Features = features,
            };
        })];
    }

    static FeatureSequence Sequence(Random random, int width, float first)
    {
        int steps = random.Next(1, 9);
        var values = new float[steps * width];
        for (int i = 0; i < values.Length; i++)
            values[i] = (i % width == 0 ? 2 * first : 0) + 2 * random.NextSingle() - 1 + 0.01f;
        return new FeatureSequence(values, steps, width);
    }
}
