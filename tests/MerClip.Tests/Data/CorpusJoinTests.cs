using MerClip.Data;
using MerClip.Tests.Data.Formats;

namespace MerClip.Tests.Data;

public sealed class CorpusJoinTests
{
    [Fact]
    public void Emotions_are_joined_by_id()
    {
        Corpus emotions = CorpusReader.Read(Fixtures.Committed("formats", "mmim")).Corpus;
        Corpus mosi = CorpusReader.Read(Fixtures.Committed("formats", "mult-mosi.p4.pkl")).Corpus;
        var (joined, found, by) = CorpusJoin.WithEmotions(mosi, emotions);
        Assert.Equal((7, "by id"), (found, by));
        Modality[] all = [Modality.Text, Modality.Audio, Modality.Vision];
        SmallCorpus.Check(joined, all, sentiment: SmallCorpus.Sentiment, emotions: SmallCorpus.Emotions);

        Assert.Contains("has none", Refused(emotions, mosi));
        Assert.Contains("no utterance has the same id", Refused(Changed(mosi, u => u with { Id = "x" + u.Id }), emotions));
        Assert.Contains("sentiments of only 0 of 7", Refused(Changed(mosi, u => u with { Sentiment = 3 }), emotions));
    }

    [Fact]
    public void Files_say_when_a_clip_is()
    {
        Utterance sdk = CorpusReader.Read(Fixtures.Committed("formats", "csd")).Corpus[Split.Train][1];
        Assert.Equal((20, 30), sdk.Time);
        Utterance mult = CorpusReader.Read(Fixtures.Committed("formats", "mult-mosei.pkl")).Corpus[Split.Train][1];
        Assert.Equal($"{mult.Video}$_${mult.Time!.Value.Start}-{mult.Time.Value.End}", mult.Id.Replace(".0", ""));
    }

    // MulT's ids have the times of the SDK's labels.
    [Fact]
    public void Clips_that_are_named_by_their_times_are_found_by_them()
    {
        Corpus ours = Made((v, c) => ($"{v}$_${10 * c}-{10 * c + 9.5}", (10 * c, 10 * c + 9.5)));
        var (joined, found, by) = CorpusJoin.WithEmotions(ours, Made((v, c) => ($"{v}$_${c + 1}", (10 * c + 1e-5, 10 * c + 9.5))));
        Assert.Equal((24, "by their times"), (found, by));
        Assert.Equal(ours.All.Select(u => u.Emotions![0]), joined.All.Select(u => u.Emotions![0]));
    }

    // MMSA numbers clips as transcripts are cut, of which not all have labels, and leaves some out; the SDK's labels lie in any order.
    [Fact]
    public void Clips_that_are_numbered_otherwise_are_found_by_their_order_in_the_video()
    {
        Corpus labels = Made((v, c) => ($"{v}$_${(c + 2) % 4}", (10 * c, 10 * c + 9.5)));
        Corpus mmsa = Made((v, c) => ($"{v}$_${3 * c + 5}", null), leaveOut: u => u.Video == "v1" && u.Id.EndsWith("$8"));
        var (joined, found, by) = CorpusJoin.WithEmotions(mmsa, labels);
        Assert.StartsWith("by their order", by);
        // Of v3 there are three clips and four labels, all of one sentiment: nobody can tell which is which.
        Assert.Equal(19, found);
        Assert.All(joined.All, u => Assert.Equal(u.Video == "v3" ? null : u.Annotation, u.Emotions?[0].ToString()));
    }

    // Six videos of four clips; the first emotion and the annotation tell which clip it is. Without times v3 lacks its first.
    static Corpus Made(Func<string, int, (string Id, (double, double)? Time)> named, Func<Utterance, bool>? leaveOut = null)
    {
        IEnumerable<Utterance> all = Enumerable.Range(0, 6).SelectMany(v => Enumerable.Range(0, 4).Select(c =>
        {
            var (id, time) = named($"v{v}", c);
            float sentiment = v == 3 ? 1 : (7 * (4 * v + c) % 13 - 6) / 3f;
            return new Utterance { Id = id, Time = time, Sentiment = sentiment, Emotions = [4 * v + c, 0], Annotation = $"{4 * v + c}" };
        })).Where(u => leaveOut?.Invoke(u) != true);
        return new Corpus(new Dictionary<Split, IReadOnlyList<Utterance>>
        {
            [Split.Train] = [.. all.Where(u => u.Video != "v3" || u.Time is not null || !u.Id.EndsWith("$5"))],
            [Split.Valid] = [],
            [Split.Test] = [],
        }, ["happy", "sad"]);
    }

    static Corpus Changed(Corpus corpus, Func<Utterance, Utterance> change) => new(Enum.GetValues<Split>()
        .ToDictionary(s => s, s => (IReadOnlyList<Utterance>)[.. corpus[s].Select(change)]));

    static string Refused(Corpus corpus, Corpus other) =>
        Assert.Throws<InputException>(() => CorpusJoin.WithEmotions(corpus, other)).Message;
}
