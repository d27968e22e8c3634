using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MerClip.Data;
using MerClip.Data.Writers;

namespace MerClip.Tests.Data.Writers;

public sealed class CorpusWriterTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(".pkl")]
    [InlineData(".feather")]
    [InlineData(".safetensors")]
    public void What_is_written_is_read_again(string extension)
    {
        Prop.ForAll(Corpora().ToArbitrary(), corpus =>
        {
            CorpusWriter.Write(corpus, folder["x" + extension]);
            Same(corpus, CorpusReader.Read(folder["x" + extension]).Corpus);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("mult-mosi.p4.pkl")]
    [InlineData("mmim")]
    [InlineData("tailor.pt")]
    [InlineData("compressed.npz")]
    [InlineData("rows.arrow")]
    [InlineData("csd")]
    public void Every_format_survives_a_round_through_all_that_are_written(string name)
    {
        Corpus corpus = CorpusReader.Read(Fixtures.Committed("formats", name)).Corpus, last = corpus;
        foreach (string extension in new[] { ".arrow", ".pickle", ".safetensors" })
        {
            CorpusWriter.Write(last, folder["x" + extension]);
            last = CorpusReader.Read(folder["x" + extension]).Corpus;
        }
        Same(corpus, last);
    }

    [Fact]
    public void NumPy_loads_the_pickle()
    {
        CorpusWriter.Write(CorpusReader.Read(Fixtures.Committed("formats", "mmim")).Corpus, folder["x.pkl"]);
        Assert.Equal("""
            ['train', 'valid', 'test', 'emotion_names']
            ['say 0 0', 'say 0 1', 'say 0 2'] ['vid00$_$0', 'vid00$_$1', 'vid01$_$2']
            float32 (3, 3, 3) 1972.8 [2, 3, 1]
            [-1.0, 0.0, 1.0] (3, 6) 2.0
            """.ReplaceLineEndings("\n"), Python.Run("""
            import pickle, sys
            d = pickle.load(open(sys.argv[1], "rb"))
            t = d["train"]
            print(list(d)), print(t["raw_text"], t["id"])
            print(t["audio"].dtype, t["audio"].shape, round(float(t["audio"].sum()), 1), t["audio_lengths"])
            print(t["regression_labels"].tolist(), t["emotion_labels"].shape, t["emotion_labels"].max())
            """, ["numpy"], folder["x.pkl"]));
    }

    [Fact]
    public void The_ending_must_be_known_and_the_width_one()
    {
        Corpus corpus = Of([("a", 1, 2), ("b", 1, 3)]);
        Assert.Contains("'.txt', which no format does", Refused(corpus, "x.txt"));
        Assert.Contains("b: its Audio has 3 features a step, others have 2", Refused(corpus, "x.pkl"));
        Assert.Empty(folder.Files);
    }

    static Corpus Of(IEnumerable<(string Id, int Steps, int Width)> utterances) => new(
        new Dictionary<Split, IReadOnlyList<Utterance>>
        {
            [Split.Train] = [.. utterances.Select(u => new Utterance
            {
                Id = u.Id,
                Features = new Dictionary<Modality, FeatureSequence>
                {
                    [Modality.Audio] = new(Enumerable.Repeat(1f, u.Steps * u.Width).ToArray(), u.Steps, u.Width),
                },
            })],
        });

    string Refused(Corpus corpus, string name) =>
        Assert.Throws<InputException>(() => CorpusWriter.Write(corpus, folder[name])).Message;

    // Sequences start with a value, as all that were read do: zeros in front would be padding.
    static Gen<Corpus> Corpora() =>
        from widths in Gen.Choose(1, 4).ArrayOf(3)
        from emotions in Gen.Elements(0, 2, 6)
        from annotated in Gen.Elements(true, false)
        from labelled in Gen.Elements(true, false)
        from counts in Gen.Choose(0, 4).ArrayOf(3)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        where counts.Sum() > 0
        select Make(widths, emotions, annotated, labelled, counts, new System.Random(seed));

    static Corpus Make(int[] widths, int emotions, bool annotated, bool labelled, int[] counts, System.Random random)
    {
        string[] texts = ["", "plain", "Grüße, \"you\"\n\t—", "😀 \\ 'x'", new('y', 70000)];
        return new Corpus(Enum.GetValues<Split>().ToDictionary(s => s, s => (IReadOnlyList<Utterance>)[.. Enumerable
            .Range(0, counts[(int)s]).Select(i => new Utterance
            {
                Id = $"v {s}$_${i}",
                Text = texts[random.Next(texts.Length)],
                Annotation = annotated ? texts[random.Next(texts.Length)] : null,
                Sentiment = labelled ? random.NextSingle() * 6 - 3 : float.NaN,
                Emotions = emotions == 0 ? null : [.. Enumerable.Range(0, emotions).Select(_ => random.NextSingle())],
                Features = Enum.GetValues<Modality>().Where(_ => random.Next(4) > 0).ToDictionary(m => m, m =>
                {
                    int steps = random.Next(1, 6);
                    float[] values = [.. Enumerable.Range(0, steps * widths[(int)m]).Select(k => k == 0 ? 1 : random.Next(3) * 0.7f)];
                    return new FeatureSequence(values, steps, widths[(int)m]);
                }),
            })]), [.. Enumerable.Range(0, emotions).Select(e => $"emotion {e}")]);
    }

    static void Same(Corpus expected, Corpus actual)
    {
        Assert.Equal(expected.Emotions, actual.Emotions);
        Assert.Equal(expected.All.Select(u => u.Id), actual.All.Select(u => u.Id));
        foreach (var (a, b) in expected.All.Zip(actual.All))
        {
            Assert.Equal((a.Text, a.Sentiment), (b.Text, b.Sentiment));
            Assert.Equal(a.Annotation ?? "", b.Annotation ?? ""); // no annotation and an empty one are the same
            Assert.Equal(a.Emotions, b.Emotions);
            Assert.Equal(a.Features.Keys.Order(), b.Features.Keys.Order());
            foreach (Modality modality in a.Features.Keys)
            {
                Assert.Equal((a.Features[modality].Steps, a.Features[modality].Width),
                    (b.Features[modality].Steps, b.Features[modality].Width));
                Assert.Equal(a.Features[modality].Values.ToArray(), b.Features[modality].Values.ToArray());
            }
        }
    }
}
