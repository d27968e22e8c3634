using MerClip.Charts;
using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Labels;
using MerClip.Report;
using MerClip.Tests.Explain;
using MerClip.Training;

namespace MerClip.Tests.Report;

/// <summary>Runs as a report takes them, without any training: the same seed gives the same ones.</summary>
static class MadeUpReport
{
    /// <summary>Texts that would take the page over if they were anything but texts.</summary>
    public const string Hostile = "</script><script>window.taken = 1</script><img src=x onerror=\"window.taken = 2\"> $x$ & <b>bold</b>";

    public static LabelSet Ordinal { get; } = new()
    {
        Name = "five", Kind = LabelKind.Ordinal,
        Labels = [.. new[] { "very bad", "bad", "so <b>so</b>", "good", "very good" }.Select((n, i) => new Label(n, [n], i - 2))],
    };

    public static LabelSet Single { get; } = new()
    {
        Name = "classes", Kind = LabelKind.Single, Labels = [new("down", ["down"]), new("level", ["level"]), new("up", ["up"])],
    };

    public static LabelSet Multi { get; } = new()
    {
        Name = "feelings", Kind = LabelKind.Multi, Labels = [new("glad", ["glad"]), new("sad", ["sad"]), new("angry", ["angry"])],
    };

    /// <summary>A run with predictions at random, better than chance.</summary>
    /// <param name="labels">Its labels.</param>
    /// <param name="count">How many utterances it has; the fourth is <see cref="Hostile"/>.</param>
    /// <param name="seed">What is random depends on this alone.</param>
    public static ReportRun Run(LabelSet labels, int count = 40, int seed = 1)
    {
        var random = new Random(seed);
        var tables = new[] { 0, 1 }.ToDictionary(s => s, _ => Table(labels, count, new Random(random.Next())));
        var table = tables[0];
        var summary = SeedSummary.Of(Split.Test, tables.ToDictionary(t => t.Key, t => t.Value.Score(Split.Test)),
            table.Floors(Split.Test, table.Rows.Select(r => r.Truth)));
        var texts = table.Rows.Select((r, i) => (r.Id, Text: i == 3 ? Hostile : $"utterance number {i} says something of its own"));
        (double, double)[] Places(int n) => [.. Enumerable.Range(0, n).Select(_ => (random.NextDouble() - 0.5, random.NextDouble() - 0.5))];
        var cosines = new double[labels.Count, labels.Count];
        for (int i = 0; i < labels.Count; i++)
            for (int j = 0; j < labels.Count; j++) cosines[i, j] = i == j ? 1 : 0.5 - 0.4 * Math.Abs(i - j);
        var outcomes = Outcome.Of(table, Split.Test, labels, texts.ToDictionary());
        return new ReportRun
        {
            Explanations = outcomes.Skip(2).Take(40)
                .ToDictionary(o => o.Id, o => Explained.Of(o.Id, o.Text, [.. labels.Labels.Select(l => l.Name)])),
            Name = labels.Name, Labels = labels, Summary = summary, Seed = 0,
            Histories = new[] { 0, 1 }.ToDictionary(s => s, s => (IReadOnlyList<EpochRecord>)[.. Enumerable.Range(1, 6).Select(e =>
                new EpochRecord(e, 2.0 / e, 1 + Math.Abs(e - 4) / 9.0, labels.Kind == LabelKind.Ordinal ? 0.8 + Math.Abs(e - 4) / 9.0 : null, 1))]),
            Outcomes = outcomes,
            Space = new EmbeddingSpace(Places(count), Places(labels.Count), (0.6, 0.2), cosines),
            Origin = new Dictionary<string, string> { ["command"] = "merclip train --data <x>" },
            Settings = new Dictionary<string, string> { ["labels"] = labels.Name, ["seeds"] = "0,1", ["order"] = "text,audio" },
        };
    }

    /// <summary>A run of each kind of labels, compared.</summary>
    public static ReportContent Content(int count = 40)
    {
        ReportRun[] runs = [Run(Ordinal, count), Run(Single, count, 2), Run(Multi, count, 3)];
        return new ReportContent("A report <of> runs", runs,
        [
            Comparison.Of(runs),
            new Comparison("Fusion order", "Which modality comes first.", [new("text first", runs[0].Summary), new("audio first", Run(Ordinal, count, 4).Summary)]),
        ]);
    }

    static PredictionTable Table(LabelSet labels, int count, Random random)
    {
        var table = new PredictionTable(labels.Kind, [.. labels.Labels.Select(l => l.Name)]);
        var truths = new Random(5); // the truth is the same for all seeds
        for (int i = 0; i < count; i++)
        {
            int truth = truths.Next(labels.Count);
            int prediction = random.NextDouble() < 0.7 ? truth : random.Next(labels.Count);
            double[] p = [.. Enumerable.Range(0, labels.Count).Select(c => random.NextDouble() + (c == prediction ? 2 : 0))];
            p = [.. p.Select(x => x / p.Sum())];
            (string t, string y) = labels.Kind switch
            {
                LabelKind.Ordinal => (PredictionCell.Of(labels.Labels[truth].Value!.Value), PredictionCell.Of(
                    Math.Round(labels.Labels[prediction].Value!.Value + random.NextDouble() / 2, 2))),
                LabelKind.Single => (labels.Labels[truth].Name, labels.Labels[prediction].Name),
                _ => (truth == 0 ? "" : labels.Labels[truth].Name,
                    PredictionCell.Of(new[] { 0, prediction }.Distinct().Where(c => c > 0 || i % 3 == 0).Select(c => labels.Labels[c].Name))),
            };
            table.Add(new PredictionRow(Split.Test, $"video{i / 6}$_${i % 6}", t, y, p));
        }
        return table;
    }
}
