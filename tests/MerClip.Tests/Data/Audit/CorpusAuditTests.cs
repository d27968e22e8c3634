using System.Text.Json;
using MerClip.Data;
using MerClip.Data.Audit;

namespace MerClip.Tests.Data.Audit;

public sealed class CorpusAuditTests : IDisposable
{
    readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void A_file_is_described_and_its_one_problem_found()
    {
        CorpusAudit audit = CorpusAudit.Run(Fixtures.Committed("pickles", "unaligned.p4.pkl"));

        // The file's maker draws train and valid from generators of one seed.
        Assert.Equal(("duplicate-features", "text"), (Assert.Single(audit.Problems).Code, audit.Problems[0].Key));
        Assert.Equal("MMSA pickle", audit.Format);
        Assert.Equal(["config"], audit.OtherKeys);
        Assert.Equal(["train", "valid", "test"], audit.Splits.Select(s => s.Name));
        SplitAudit train = audit.Splits[0];
        Assert.Equal((6, 3), (train.Count, train.Videos));
        Assert.Equal(["raw_text", "id", "regression_labels", "classification_labels", "annotations", "text_bert", "text", "audio",
            "audio_lengths", "vision", "vision_lengths"], train.Arrays.Select(a => a.Key));
        ArrayAudit audio = train.Arrays.Single(a => a.Key == "audio");
        Assert.Equal("float32", audio.Type);
        Assert.Equal([6, 9, 3], audio.Shape);
        Assert.Equal([1, 1, 1, 1, 1, 1, 0], train.Labels!.Histogram);
        LengthAudit lengths = train.Lengths.Single(l => l.Modality == Modality.Audio);
        Assert.Equal(new LengthAudit(Modality.Audio, 9, 3, 0, 1, 3.5, 3.5, 6), lengths with { Histogram = [] });
        Assert.Equal((1, 9, 6), (lengths.BinWidth, lengths.Histogram.Count, lengths.Histogram.Sum()));
        Assert.All(lengths.Histogram.Index(), bin => Assert.True(bin.Item == 0 || bin.Index < 6));
        Assert.Empty(audit.Readouts); // three videos tell nothing
    }

    [Fact]
    public void Every_problem_is_named_with_its_utterances()
    {
        Dictionary<string, object?> root = Mmsa.Root(
            ("raw_text", new List<object?> { "", "fine" }),
            ("regression_labels", Numpy.Of([float.NaN, 3.5f], 2)),
            ("audio", Numpy.Of([float.NaN, 1, 2, 1, float.NegativeInfinity, 0], 2, 3, 1)),
            ("audio_lengths", new List<object?> { 3, 7 }),
            ("vision", Numpy.Of([0, 0, 0, 0, 1, 0, 2, 0], 2, 4, 1)));
        Mmsa.Split(root, "valid")["id"] = new List<object?> { "a$_$7" };
        CorpusAudit audit = Run(root);

        (AuditSeverity, string, string, string)[] expected =
        [
            (AuditSeverity.Warning, "raw_text", "empty texts", "a$_$0"),
            (AuditSeverity.Warning, "regression_labels", "not finite", "a$_$0"),
            (AuditSeverity.Warning, "regression_labels", "outside", "a$_$1"),
            (AuditSeverity.Warning, "audio", "NaN", "a$_$0"),
            (AuditSeverity.Warning, "audio", "infinite", "a$_$1"),
            (AuditSeverity.Warning, "audio_lengths", "contradicts", "a$_$1"),
            (AuditSeverity.Note, "audio", "padded in front", "a$_$0"),
            (AuditSeverity.Note, "vision", "missing", "a$_$0"),
            (AuditSeverity.Note, "vision", "all-zero steps inside", "a$_$1"),
            (AuditSeverity.Warning, "id", "videos", "a"),
        ];
        Assert.Equal(expected.Length, audit.Problems.Count);
        foreach ((AuditSeverity severity, string key, string what, string example) in expected)
        {
            AuditProblem problem = Assert.Single(audit.Problems, p => p.Key == key && p.What.Contains(what));
            Assert.Equal((severity, 1, example), (problem.Severity, problem.Count, Assert.Single(problem.Examples)));
            Assert.Equal(key == "id" ? "valid" : "train", problem.Split);
        }
        Assert.Equal([.. audit.Problems.OrderByDescending(p => p.Severity)], audit.Problems);
    }

    [Fact]
    public void A_file_that_cannot_be_used_is_described_all_the_same()
    {
        Dictionary<string, object?> root = Mmsa.Root(("id", new List<object?> { "a", "a" }), ("audio", Numpy.Of([1, 2], 2, 1)));
        root.Remove("test");
        CorpusAudit audit = Run(root);
        Assert.Equal(["train", "valid"], audit.Splits.Select(s => s.Name));
        Assert.Contains(audit.Problems, p => p.Severity == AuditSeverity.Error && p.What.Contains("more than once"));
        Assert.Contains(audit.Problems, p => p.Severity == AuditSeverity.Error && p.What.Contains("occurs twice"));

        File.WriteAllBytes(file, PickleWriter.Pickle(new List<object?>()));
        Assert.Contains("holds a list of 0", Assert.Throws<InputException>(() => CorpusAudit.Run(file)).Message);
    }

    [Fact]
    public void Labels_round_half_to_even()
    {
        CorpusAudit audit = Run(Mmsa.Root(("regression_labels", Numpy.Of([0.5f, -2.5f], 2))));
        Assert.Equal([0, 1, 0, 1, 0, 0, 0], audit.Splits[0].Labels!.Histogram);
    }

    [Fact]
    public void Features_that_have_seen_the_labels_are_found()
    {
        Random random = new(1);
        Dictionary<string, object?> root = [];
        foreach ((string split, int count) in new[] { ("train", 60), ("valid", 30), ("test", 1) })
        {
            float[] labels = [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 6 - 3)];
            float[] audio = [.. Enumerable.Range(0, 3 * count).Select(_ => random.NextSingle())];
            root[split] = new Dictionary<string, object?>
            {
                ["id"] = Enumerable.Range(0, count).Select(i => (object?)$"{split}{i / 2}$_${i}").ToList(),
                ["regression_labels"] = Numpy.Of(labels, count),
                ["audio"] = Numpy.Of(audio, count, 3),
                ["vision"] = Numpy.Of([.. labels.SelectMany((v, i) => new[] { audio[i], 5 * audio[i] - v })], count, 2),
            };
        }
        CorpusAudit audit = Run(root);
        Assert.Equal([Modality.Audio, Modality.Vision], audit.Readouts.Select(r => r.Modality));
        Assert.InRange(audit.Readouts[1].OnValid, 0.95, 1);
        Assert.InRange(audit.Readouts[1].WithinTrain, 0.95, 1);
        Assert.Equal("vision", Assert.Single(audit.Problems, p => p.Code == "label-leak").Key);
    }

    [Fact]
    public void The_audit_is_valid_JSON_even_with_odd_numbers()
    {
        using JsonDocument json = JsonDocument.Parse(Run(Mmsa.Root(("regression_labels", Numpy.Of([1, float.NaN], 2)))).ToJson());
        Assert.Equal("warning", json.RootElement.GetProperty("problems")[0].GetProperty("severity").GetString());
        Assert.Equal(64, json.RootElement.GetProperty("sha256").GetString()!.Length);
    }

    [Fact]
    public void In_the_real_file_vision_gives_the_labels_away_and_audio_does_not()
    {
        CorpusAudit audit = CorpusAudit.Run(Fixtures.Shared("data", "mosi", "mosi_utterance.pkl"));
        Assert.Equal([1022, 201, 224], audit.Splits.Select(s => s.Count));
        Assert.DoesNotContain(audit.Problems, p => p.Severity == AuditSeverity.Error);
        Assert.Equal("vision", Assert.Single(audit.Problems, p => p.What.Contains("gives the labels away")).Key);
    }

    CorpusAudit Run(object? root)
    {
        File.WriteAllBytes(file, PickleWriter.Pickle(root));
        return CorpusAudit.Run(file);
    }
}
