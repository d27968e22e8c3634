using System.Text.Json;
using MerClip.Data;
using MerClip.Data.Formats.Csd;

namespace MerClip.Tests.Data.Formats;

public sealed class CsdAlignerTests
{
    [Fact]
    public void Rows_meet_intervals_by_the_SDKs_rule()
    {
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(Fixtures.Committed("alignment.json")));
        int compared = 0;
        foreach (JsonElement one in cases.RootElement.EnumerateArray())
        {
            float[] rows = [.. one.GetProperty("rows").EnumerateArray().Select(v => v.GetSingle())];
            CsdEntry entry = CsdEntry.Joined([new CsdEntry(Numbers(one.GetProperty("times")), rows, one.GetProperty("width").GetInt32())]);
            CsdAligner aligner = new(entry);
            foreach (var (interval, result) in one.GetProperty("intervals").EnumerateArray().Select(Numbers)
                .Zip(one.GetProperty("results").EnumerateArray()))
            {
                if (result.ValueKind == JsonValueKind.Null) continue;
                double[][] shared = [.. result.GetProperty("shared").EnumerateArray().Select(Numbers)];
                Assert.Equal(shared, aligner.Meeting(interval[0], interval[1]).Select(m => new[] { m.Start, m.End }));
                float[]? mean = aligner.Collapse(interval[0], interval[1], AlignmentMode.Sdk);
                if (shared.Length == 0) Assert.Null(mean);
                else
                    foreach (var (expected, actual) in Numbers(result.GetProperty("mean")).Zip(mean!))
                        Assert.Equal(expected, actual, 1e-5);
                compared++;
            }
        }
        Assert.Equal(75, compared);
    }

    [Fact]
    public void The_corrected_mean_counts_time_and_leaves_out_what_is_not_finite()
    {
        CsdAligner aligner = new(new CsdEntry([0, 1, 1, 4, 4, 5], [1, 10, 4, float.NaN, float.NegativeInfinity, 7], 2));
        Assert.Equal([3, 10], aligner.Collapse(0.5, 1.5 + 0.5, AlignmentMode.Corrected)!);
        Assert.Equal([2.5f, float.NaN], aligner.Collapse(0.5, 2, AlignmentMode.Sdk)!);
        Assert.Equal([0, 7], aligner.Collapse(4, 5, AlignmentMode.Corrected)!);
        Assert.Null(aligner.Collapse(5, 6, AlignmentMode.Corrected));
    }

    [Fact]
    public void Aligned_modalities_have_a_step_a_word_and_zeros_where_nothing_is()
    {
        Corpus corpus = CorpusReader.ReadAligned(Fixtures.Committed("formats", "csd"), AlignmentMode.Sdk).Corpus;
        foreach (var (split, count) in SmallCorpus.Splits)
        {
            for (int i = 0; i < count; i++)
            {
                Utterance utterance = corpus[split][i];
                FeatureSequence text = utterance.Features[Modality.Text];
                Assert.Equal(SmallCorpus.Sequence(split, i, Modality.Text), text.Values.ToArray());
                foreach (Modality modality in new[] { Modality.Audio, Modality.Vision })
                {
                    int width = 4 - (int)modality, steps = Math.Min(SmallCorpus.Steps(i, Modality.Text), SmallCorpus.Steps(i, modality));
                    float[] values = utterance.Features[modality].Values.ToArray();
                    Assert.Equal(SmallCorpus.Steps(i, Modality.Text) * width, values.Length);
                    Assert.Equal(SmallCorpus.Sequence(split, i, modality)[..(steps * width)], values[..(steps * width)]);
                    Assert.All(values[(steps * width)..], v => Assert.Equal(0, v));
                }
            }
        }
        string pickle = Fixtures.Committed("formats", "mult-mosei.pkl");
        Assert.Contains("says nothing of times",
            Assert.Throws<InputException>(() => CorpusReader.ReadAligned(pickle, AlignmentMode.Sdk)).Message);
    }

    [Fact]
    public void Emotions_are_joined_by_id()
    {
        Corpus emotions = CorpusReader.Read(Fixtures.Committed("formats", "mmim")).Corpus;
        Corpus mosi = CorpusReader.Read(Fixtures.Committed("formats", "mult-mosi.p4.pkl")).Corpus;
        var (joined, found) = CorpusJoin.WithEmotions(mosi, emotions);
        Assert.Equal(7, found);
        Modality[] all = [Modality.Text, Modality.Audio, Modality.Vision];
        SmallCorpus.Check(joined, all, sentiment: SmallCorpus.Sentiment, emotions: SmallCorpus.Emotions);

        Corpus Changed(Func<Utterance, Utterance> change) => new(Enum.GetValues<Split>()
            .ToDictionary(s => s, s => (IReadOnlyList<Utterance>)[.. mosi[s].Select(change)]));
        string Refused(Corpus corpus, Corpus other) =>
            Assert.Throws<InputException>(() => CorpusJoin.WithEmotions(corpus, other)).Message;
        Assert.Contains("has none", Refused(emotions, mosi));
        Assert.Contains("no utterance has the same id", Refused(Changed(u => u with { Id = "x" + u.Id }), emotions));
        Assert.Contains("sentiments of only 0 of 7", Refused(Changed(u => u with { Sentiment = 3 }), emotions));
    }

    static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetDouble())];
}
