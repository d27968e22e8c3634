using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Evaluation.Statistics;
using MerClip.Labels;

namespace MerClip.Tests.Evaluation.Statistics;

public sealed class RunSampleTests
{
    static RunSample Sample(PredictionTable table, SamplingUnit by = SamplingUnit.Utterance, string name = "a") =>
        new(name, new Dictionary<int, PredictionTable> { [0] = table }, Split.Test, by);

    static void AssertCard(PredictionTable table)
    {
        var card = table.Score(Split.Test).Scores;
        foreach (var by in Enum.GetValues<SamplingUnit>())
        {
            var sample = Sample(table, by);
            Assert.Equal(card.Keys, sample.Metrics);
            foreach (var (m, metric) in sample.Metrics.Index()) Assert.Equal(card[metric], sample.Scores(m)[0], 1e-9);
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(30), InlineData(686)]
    public void Sums_give_the_card_of_sentiments(int n)
    {
        var random = new Random(n);
        double[] truth = [.. SimulatedRun.Truth(random, n).Select(t => Math.Round(5 * t) / 5)];
        AssertCard(SimulatedRun.Table(truth, [.. truth.Select(t => Math.Round(2 * (t + SimulatedRun.Normal(random))) / 2)]));
        AssertCard(SimulatedRun.Table(truth, [.. truth.Select(_ => 0.1)]));
    }

    [Theory, InlineData(LabelKind.Single), InlineData(LabelKind.Multi)]
    public void Sums_give_the_cards_of_classes_and_of_sets(LabelKind kind)
    {
        var random = new Random(5);
        string[] labels = ["a", "b", "c", "never"];
        string Cell() => kind == LabelKind.Single
            ? labels[random.Next(3)]
            : PredictionCell.Of(labels.Take(3).Where(_ => random.Next(3) == 0));
        var table = new PredictionTable(kind, labels);
        for (int i = 0; i < 90; i++) table.Add(new(Split.Test, $"v{i / 4}$_${i % 4}", Cell(), Cell(), [0, 0, 0, 0]));
        AssertCard(table);
    }

    [Fact]
    public void Units_are_utterances_or_videos_by_name()
    {
        var table = SimulatedRun.Table([1, 2, 3, 1, 2], [1, 1, 1, 1, 1]);
        Assert.Equal(["v000$_$0", "v000$_$1", "v000$_$2", "v000$_$3", "v001$_$0"], Sample(table).Units);
        Assert.Equal(["v000", "v001"], Sample(table, SamplingUnit.Speaker).Units);
    }

    [Fact]
    public void Order_does_not_matter_but_utterances_and_truth_do()
    {
        var table = SimulatedRun.Table([1, -2, 3], [1, 1, 1]);
        var turned = new PredictionTable(LabelKind.Ordinal, []);
        foreach (var row in table.Rows.Reverse()) turned.Add(row);
        Sample(table).RequireSame(Sample(turned));

        var fewer = Sample(SimulatedRun.Table([1, -2], [1, 1]), name: "b");
        string message = "a and b are scored on different utterances (v000$_$2 is only in a): evaluate both on the same data";
        Assert.Equal(message, Assert.Throws<InputException>(() => Sample(table).RequireSame(fewer)).Message);
        Assert.Contains("only in a", Assert.Throws<InputException>(() => fewer.RequireSame(Sample(table))).Message);

        var other = Sample(SimulatedRun.Table([1, -2, 2.5], [1, 1, 1]), name: "b");
        message = "a and b have different truth (v000$_$2 is 3 in one and 2.5 in the other): evaluate both on the same data";
        Assert.Equal(message, Assert.Throws<InputException>(() => Sample(table).RequireSame(other)).Message);
    }

    [Fact]
    public void Label_sets_of_classes_must_be_the_same_ordinal_ones_need_not()
    {
        PredictionTable Of(LabelKind kind, string cell, params string[] labels)
        {
            var table = new PredictionTable(kind, labels);
            table.Add(new(Split.Test, "x", cell, cell, [.. labels.Select(_ => 0.5)]));
            return table;
        }

        Sample(Of(LabelKind.Ordinal, "1", "a", "b")).RequireSame(Sample(Of(LabelKind.Ordinal, "1", "a", "b", "c")));
        var single = Sample(Of(LabelKind.Single, "a", "a", "b"));
        foreach (var other in new[] { Of(LabelKind.Single, "a", "a", "c"), Of(LabelKind.Multi, "a", "a", "b") })
            Assert.Contains("different labels", Assert.Throws<InputException>(() => single.RequireSame(Sample(other))).Message);
    }

    [Fact]
    public void Seeds_must_have_predicted_the_same()
    {
        var tables = new Dictionary<int, PredictionTable> { [3] = SimulatedRun.Table([1], [1]), [1] = SimulatedRun.Table([1, 2], [1, 1]) };
        var error = Assert.Throws<InputException>(() => new RunSample("a", tables, Split.Test, SamplingUnit.Utterance));
        Assert.Equal("a: seeds 1 and 3 predicted different utterances; evaluate the run again", error.Message);
        error = Assert.Throws<InputException>(() => new RunSample("a", tables, Split.Valid, SamplingUnit.Utterance));
        Assert.Equal("a has no prediction on the split valid: choose another --split", error.Message);
    }
}
