using MerClip.Data;

namespace MerClip.Tests.Data.Formats;

/// <summary>The data set of <c>tests/fixtures/make_formats.py</c>, by the rules that stand there.</summary>
static class SmallCorpus
{
    public static readonly (Split Split, int Count)[] Splits = [(Split.Train, 3), (Split.Valid, 2), (Split.Test, 2)];

    public static int Steps(int i, Modality m) => 1 + (i + (int)m) % 3;

    public static float[] Sequence(Split s, int i, Modality m) => [.. from t in Enumerable.Range(0, Steps(i, m))
        from d in Enumerable.Range(0, 4 - (int)m)
        select 100f * ((int)s + 1) + 10 * i + t + d / 10f + (int)m / 2f];

    public static float Sentiment(Split s, int i) => i - 1 + (int)s / 2f;

    public static float[] Emotions(Split s, int i) => [.. Enumerable.Range(0, 6).Select(e => e == (i + (int)s) % 6 ? 2f : 0f)];

    public static string Id(Split s, int i) => $"vid{(int)s}{i / 2}$_${i}";

    public static string Text(Split s, int i) => $"say {(int)s} {i}";

    /// <summary>Compares what was read with the rules; null for what the format does not have.</summary>
    public static void Check(Corpus corpus, Modality[] modalities, Func<Split, int, string>? id = null,
        Func<Split, int, string>? text = null, Func<Split, int, float>? sentiment = null, Func<Split, int, float[]>? emotions = null)
    {
        foreach (var (split, count) in Splits)
        {
            Assert.Equal(count, corpus[split].Count);
            for (int i = 0; i < count; i++)
            {
                Utterance utterance = corpus[split][i];
                Assert.Equal((id ?? Id)(split, i), utterance.Id);
                Assert.Equal(text?.Invoke(split, i) ?? "", utterance.Text);
                Assert.Equal(sentiment?.Invoke(split, i) ?? float.NaN, utterance.Sentiment);
                Assert.Equal(emotions?.Invoke(split, i), utterance.Emotions);
                Assert.Equal(modalities, utterance.Features.Keys.Order());
                foreach (Modality modality in modalities)
                {
                    FeatureSequence sequence = utterance.Features[modality];
                    Assert.Equal((Steps(i, modality), 4 - (int)modality), (sequence.Steps, sequence.Width));
                    Assert.Equal(Sequence(split, i, modality), sequence.Values.ToArray());
                }
            }
        }
    }
}
