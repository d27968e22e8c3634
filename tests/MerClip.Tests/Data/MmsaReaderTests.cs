using MerClip.Data;

namespace MerClip.Tests.Data;

public class MmsaReaderTests
{
    public static TheoryData<string> Layouts => [.. Directory.GetFiles(Fixtures.Committed("pickles"), "*.pkl")
        .Select(f => Path.GetFileName(f)!)
        .Where(f => f.StartsWith("aligned") || f.StartsWith("unaligned") || f.StartsWith("double") || f.StartsWith("objects"))];

    [Theory, MemberData(nameof(Layouts))]
    public void Every_layout_gives_the_same_utterances(string file)
    {
        Corpus corpus = MmsaReader.Read(Fixtures.Committed("pickles", file));

        Assert.Equal([6, 3, 4], Enum.GetValues<Split>().Select(s => corpus[s].Count));
        Assert.Equal(new Dictionary<Modality, int> { [Modality.Text] = 8, [Modality.Audio] = 3, [Modality.Vision] = 4 },
            corpus.Widths);
        Utterance fourth = corpus[Split.Train][3];
        Assert.Equal("train1$_$3", fourth.Id);
        Assert.Equal("train1", fourth.Video);
        Assert.Equal("train SAYS 3", fourth.Text);
        Assert.Equal("Negative", fourth.Annotation);
        Assert.Equal([-3, -2, -1, 0, 1, 2], corpus[Split.Train].Select(u => u.Sentiment));
        Assert.Null(fourth.Emotions);
        Dictionary<Modality, int> padded = file.StartsWith("unaligned")
            ? new() { [Modality.Text] = 5, [Modality.Audio] = 9, [Modality.Vision] = 7 }
            : new() { [Modality.Text] = 5, [Modality.Audio] = 5, [Modality.Vision] = 5 };
        foreach (Split split in Enum.GetValues<Split>())
        {
            foreach ((int i, Utterance utterance) in corpus[split].Index())
            {
                Assert.Equal(3, utterance.Features.Count);
                foreach ((Modality modality, FeatureSequence sequence) in utterance.Features)
                {
                    Assert.Equal(1 + i % padded[modality], sequence.Steps);
                    Assert.Equal(sequence.Steps * sequence.Width, sequence.Values.Length);
                    Assert.DoesNotContain(0f, sequence.Values.ToArray());
                }
            }
        }
    }

    [Fact]
    public void One_vector_an_utterance_is_one_step_and_emotions_have_names()
    {
        Corpus corpus = MmsaReader.Read(Fixtures.Committed("pickles", "one-step-emotions.p4.pkl"));

        Assert.Equal(MmsaReader.DefaultEmotions, corpus.Emotions);
        foreach (Utterance utterance in corpus.All)
        {
            Assert.Equal([0, 1, 2, 3, 4, 5], utterance.Emotions!);
            Assert.Equal(Modality.Audio, Assert.Single(utterance.Features.Keys));
            Assert.Equal((1, 3), (utterance.Features[Modality.Audio].Steps, utterance.Features[Modality.Audio].Width));
        }
    }

    [Fact]
    public void The_real_MOSI_file_is_read()
    {
        Corpus corpus = MmsaReader.Read(Fixtures.Shared("data", "mosi", "mosi_utterance.pkl"));

        Assert.Equal([1022, 201, 224], Enum.GetValues<Split>().Select(s => corpus[s].Count));
        Assert.Equal(new Dictionary<Modality, int> { [Modality.Audio] = 73, [Modality.Vision] = 100 }, corpus.Widths);
        Assert.Equal("BUT FOR THIS ONE I JUST DIDNT FEEL LIKE IT", corpus[Split.Train][0].Text);
        Assert.Equal("1DmNV9C1hbY$_$1", corpus[Split.Train][0].Id);
        Assert.Equal(-2, corpus[Split.Train][0].Sentiment);
        Assert.All(corpus.All, u => Assert.InRange(u.Sentiment, -3, 3));
    }
}
