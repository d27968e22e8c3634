using MerClip.Data;
using MerClip.Sample;

namespace MerClip.Tests.Sample;

public class SampleCorpusTests
{
    static readonly SampleOptions Small = new() { Utterances = 60, Speakers = 9, Frames = 2, FrameSize = 32 };

    [Fact]
    public void One_seed_gives_the_same_files_twice_and_another_seed_others()
    {
        using TemporaryFolder a = new(), b = new(), c = new();
        string[] Write(TemporaryFolder folder, int seed)
        {
            SampleFiles.Write(new SampleCorpus(Small with { Seed = seed }), folder["corpus"], stop: TestContext.Current.CancellationToken);
            return [.. Directory.GetFiles(folder["corpus"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(f => Path.GetRelativePath(folder.Path, f) + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))))];
        }

        string[] first = Write(a, 1);
        Assert.Equal(1 + 60 * 3, first.Length);
        Assert.Equal(first, Write(b, 1));
        Assert.Empty(first.Intersect(Write(c, 2)));
    }

    [Fact]
    public void It_is_read_as_a_corpus_with_recordings_and_both_kinds_of_labels()
    {
        using var folder = new TemporaryFolder();
        var made = new SampleCorpus(Small);
        SampleFiles.Write(made, folder["corpus"], stop: TestContext.Current.CancellationToken);
        var corpus = CorpusReader.Read(folder["corpus"]).Corpus;

        Assert.Equal(["happy", "sad", "anger", "surprise", "disgust", "fear"], corpus.Emotions);
        Assert.Equal(made.Utterances.Select(u => u.Text), corpus.All.Select(u => u.Text));
        Assert.All(corpus.All, u =>
        {
            Assert.InRange(u.Sentiment, -3, 3);
            Assert.Equal(u.Sentiment < 0 ? "Negative" : u.Sentiment > 0 ? "Positive" : "Neutral", u.Annotation);
            Assert.All(u.Emotions!, e => Assert.InRange(e, 0, 3));
            Assert.True(File.Exists(u.Media!.Sound));
            Assert.Equal(2, Directory.GetFiles(u.Media.Frames!).Length);
            Assert.InRange(MerClip.Media.AudioReader.Read(u.Media.Sound!).Length, 24000, 48000);
        });
        foreach (var split in Enum.GetValues<Split>())
            Assert.Empty(corpus[split].Select(u => u.Video).Intersect(corpus.All.Except(corpus[split]).Select(u => u.Video)));
    }

    [Fact]
    public void Labels_are_functions_of_what_is_felt()
    {
        var utterances = new SampleCorpus(new SampleOptions()).Utterances;
        double Mean(Emotion emotion) => utterances.Where(u => u.Felt.Emotion == emotion).Average(u => u.Felt.Sentiment);
        Assert.True(Mean(Emotion.Happy) > 1);
        Assert.All([Emotion.Sad, Emotion.Anger, Emotion.Disgust, Emotion.Fear], e => Assert.True(Mean(e) < -0.8));
        var surprised = utterances.Where(u => u.Felt.Emotion == Emotion.Surprise).ToArray();
        Assert.Contains(surprised, u => u.Felt.Sentiment > 1);
        Assert.Contains(surprised, u => u.Felt.Sentiment < -1);
    }

    [Fact]
    public void Some_utterances_say_one_thing_and_show_another()
    {
        var utterances = new SampleCorpus(new SampleOptions()).Utterances;
        Assert.InRange(utterances.Count(u => u.Disagreement != Disagreement.None) / 900.0, 0.13, 0.23);
        var sarcastic = utterances.Where(u => u.Disagreement == Disagreement.Sarcasm).ToArray();
        Assert.True(sarcastic.Average(u => u.Said.Sentiment) > 0.8);
        Assert.True(sarcastic.Average(u => u.Heard.Sentiment) < -0.8);
        Assert.True(sarcastic.Average(u => u.Felt.Sentiment) < -0.8);
        Assert.All(new SampleCorpus(new SampleOptions { Disagreeing = 0 }).Utterances, u => Assert.Equal(Disagreement.None, u.Disagreement));
    }

    /// <summary>An upper bound on what a modality can tell: what it expresses by itself, without what seeing and hearing lose.</summary>
    [Fact]
    public void No_modality_tells_as_much_as_the_three_together()
    {
        var utterances = new SampleCorpus(new SampleOptions()).Utterances;
        double Error(Func<SampleUtterance, double> guess) => utterances.Average(u => Math.Abs(guess(u) - u.Felt.Sentiment));
        double[] single = [Error(u => u.Said.Sentiment), Error(u => u.Heard.Sentiment), Error(u => u.Seen.Sentiment)];
        double together = Error(u => 0.45 * u.Said.Sentiment + 0.2 * u.Heard.Sentiment + 0.35 * u.Seen.Sentiment);
        Assert.All(single, error => Assert.True(together < 0.85 * error));
    }

    [Theory]
    [InlineData(2, 60, "use 3 to"), InlineData(9, 5, "at least one a speaker")]
    public void Impossible_numbers_are_refused(int speakers, int utterances, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() =>
            new SampleCorpus(new SampleOptions { Speakers = speakers, Utterances = utterances })).Message);

    [Fact]
    public void A_folder_with_something_in_it_is_left_alone_and_a_stopped_call_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["mine"], "");
        Assert.Contains("has something in it", Assert.Throws<InputException>(() => SampleFiles.Write(new SampleCorpus(Small), folder.Path)).Message);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => SampleFiles.Write(new SampleCorpus(Small), folder["new"], _ => stop.Cancel(), stop.Token));
        Assert.Equal(["mine"], Directory.GetFileSystemEntries(folder.Path).Select(f => Path.GetFileName(f)!));
    }
}
