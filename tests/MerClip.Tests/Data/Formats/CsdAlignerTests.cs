using MerClip.Data;
using MerClip.Data.Formats.Csd;

namespace MerClip.Tests.Data.Formats;

public sealed class CsdAlignerTests
{
    [Fact]
    public void A_row_a_word_is_the_SDKs_to_the_last_bit()
    {
        using CsdSequences sequences = new(SdkResults.Folder, Directory.GetFiles(SdkResults.Folder, "*.csd"));
        using SdkResults sdk = new();
        int compared = 0, missing = 0;
        foreach (string video in sequences[CsdRole.Text]!.Entries.Where(v => sdk.Has(v)))
        {
            CsdEntry words = sequences.Parts(CsdRole.Text, video).Single();
            foreach (var (_, role, root) in SdkResults.Sequences[1..])
            {
                CsdAligner aligner = new(sequences.Of(role, video)!);
                for (int word = 0; word < words.Rows; word++)
                {
                    if (Math.Abs(words.Start(word) - words.End(word)) < CsdAligner.Epsilon) continue;
                    string key = $"1/{root}/{video}[{word}]";
                    var ours = aligner.Collapse(words.Start(word), words.End(word), AlignmentMode.Sdk);
                    Assert.Equal(sdk.Rows(key), ours?.Values);
                    Assert.Equal(sdk.Times(key), ours is { } row ? [row.Start, row.End] : null);
                    if (ours is null) missing++;
                    else compared++;
                }
            }
        }
        Assert.InRange(compared, 300, int.MaxValue);
        Assert.InRange(missing, 30, int.MaxValue);
    }

    [Fact]
    public void Utterances_and_their_steps_are_the_SDKs_to_the_last_bit()
    {
        CorpusFile file = CorpusReader.ReadAligned(SdkResults.Folder, AlignmentMode.Sdk);
        Corpus corpus = file.Corpus;
        using SdkResults sdk = new();
        Assert.Equal(CorpusReader.Read(SdkResults.Folder).Corpus.All.Select(u => u.Id).Except(corpus.All.Select(u => u.Id)).Order(),
            file.LeftOut.Order());
        Assert.InRange(file.LeftOut.Count, 5, 30);
        Assert.Equal(sdk.Utterances(), corpus.All.Select(u => u.Id.Replace("$_$", "[") + "]").ToHashSet());
        foreach (Utterance utterance in corpus.All)
        {
            foreach (var (modality, _, root) in SdkResults.Sequences)
            {
                // A corpus has zeros for what is not finite, and calls a modality of nothing but zeros missing.
                float[] expected = [.. sdk.Rows($"2/{root}/{utterance.Id.Replace("$_$", "[")}]")!.Select(v => float.IsFinite(v) ? v : 0)];
                Assert.Equal(expected, utterance.Features.TryGetValue(modality, out FeatureSequence? steps)
                    ? steps.Values.ToArray()
                    : new float[expected.Length]);
            }
        }
    }

    [Fact]
    public void The_corrected_way_leaves_nothing_out_and_keeps_modalities_in_step()
    {
        CorpusFile file = CorpusReader.ReadAligned(SdkResults.Folder, AlignmentMode.Corrected);
        Assert.Empty(file.LeftOut);
        Assert.Equal(CorpusReader.Read(SdkResults.Folder).Corpus.All.Select(u => u.Id), file.Corpus.All.Select(u => u.Id));
        Assert.All(file.Corpus.All, u => Assert.True(u.Features.Values.Select(f => f.Steps).Distinct().Count() <= 1));
    }

    [Fact]
    public void The_corrected_mean_counts_time_and_leaves_out_what_is_not_finite()
    {
        CsdAligner aligner = new(new CsdEntry([0, 1, 1, 4, 4, 5], [1, 10, 4, float.NaN, float.NegativeInfinity, 7], 2));
        Assert.Equal([3, 10], aligner.Collapse(0.5, 1.5 + 0.5, AlignmentMode.Corrected)!.Values);
        Assert.Equal([2.5f, float.NaN], aligner.Collapse(0.5, 2, AlignmentMode.Sdk)!.Values);
        Assert.Equal([0, 7], aligner.Collapse(4, 5, AlignmentMode.Corrected)!.Values);
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
}
