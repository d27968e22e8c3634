using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Labels;

namespace MerClip.Tests.Evaluation;

public class OutcomeTests
{
    static LabelSet Ordinal(params double[] values) => new()
    {
        Name = "o", Kind = LabelKind.Ordinal, Labels = [.. values.Select(v => new Label($"l{v}", ["x"], v))],
    };

    static LabelSet Named(LabelKind kind) => new() { Name = "n", Kind = kind, Labels = [new("a", ["a"]), new("b", ["b"]), new("c", ["c"])] };

    static Outcome One(LabelSet labels, string truth, string prediction, params double[] probabilities)
    {
        var table = new PredictionTable(labels.Kind, [.. labels.Labels.Select(l => l.Name)]);
        table.Add(new PredictionRow(Split.Test, "v$_$1", truth, prediction,
            probabilities.Length > 0 ? probabilities : [.. labels.Labels.Select(_ => 0.2)]));
        return Outcome.Of(table, Split.Test, labels, new Dictionary<string, string> { ["v$_$1"] = "words" })[0];
    }

    [Theory]
    [InlineData(0.4, 3), InlineData(0.5, 3), InlineData(1.5, 5), InlineData(-1.5, 1), InlineData(-0.5, 3), InlineData(2.5, 5)]
    [InlineData(9, 6), InlineData(-9, 0), InlineData(1.51, 5), InlineData(1.49, 4)]
    public void A_score_stands_for_the_nearest_label_halves_for_the_even_one(double score, int label)
    {
        var outcome = One(Ordinal(-3, -2, -1, 0, 1, 2, 3), PredictionCell.Of(score), "0");

        Assert.Equal([label], outcome.TrueLabels);
        Assert.Equal([3], outcome.PredictedLabels);
        Assert.Equal(Math.Abs(score), outcome.Error, 12);
        Assert.Equal(("words", "v"), (outcome.Text, outcome.Video));
    }

    [Fact]
    public void The_matrix_of_seven_scores_has_the_accuracy_of_the_metrics()
    {
        var labels = Ordinal(-3, -2, -1, 0, 1, 2, 3);
        var table = new PredictionTable(LabelKind.Ordinal, [.. labels.Labels.Select(l => l.Name)]);
        var random = new Random(1);
        string Score() => PredictionCell.Of(random.Next(-7, 8) / 2.0); // halves, where rounding matters
        for (int i = 0; i < 300; i++) table.Add(new PredictionRow(Split.Test, $"{i}", Score(), Score(), [0, 0, 0, 0, 0, 0, 1]));

        var outcomes = Outcome.Of(table, Split.Test, labels, new Dictionary<string, string>());
        var counts = ClassCounts.Of(outcomes, labels);

        double diagonal = Enumerable.Range(0, 7).Sum(c => counts.Counts[c][c]) / 300.0;
        Assert.Equal(((MetricCard)table.Score(Split.Test)).Acc7, diagonal, 12);
        Assert.Equal(diagonal, outcomes.Count(o => o.Right) / 300.0, 12);
    }

    [Fact]
    public void The_error_of_a_class_is_what_the_true_one_lacks()
    {
        var outcome = One(Named(LabelKind.Single), "b", "a", 0.5, 0.3, 0.2);

        Assert.Equal([1], outcome.TrueLabels);
        Assert.Equal([0], outcome.PredictedLabels);
        Assert.False(outcome.Right);
        Assert.Equal(0.7, outcome.Error, 12);
    }

    [Fact]
    public void The_error_of_several_labels_is_the_part_decided_wrongly()
    {
        var outcome = One(Named(LabelKind.Multi), "a|c", "b|c");

        Assert.Equal([0, 2], outcome.TrueLabels);
        Assert.Equal(2 / 3.0, outcome.Error, 12);
        Assert.True(One(Named(LabelKind.Multi), "", "").Right);
    }

    [Fact]
    public void Decisions_of_several_labels_are_counted_label_by_label()
    {
        var labels = Named(LabelKind.Multi);

        var counts = ClassCounts.Of([One(labels, "a|c", "b|c"), One(labels, "a", "a")], labels);

        Assert.Equal(["found", "missed", "false alarm", "rightly absent"], counts.Columns);
        Assert.Equal([1, 1, 0, 0], counts.Counts[0]);
        Assert.Equal([0, 0, 1, 1], counts.Counts[1]);
        Assert.Equal([1, 0, 0, 1], counts.Counts[2]);
    }

    [Fact]
    public void Confidence_is_compared_with_being_right()
    {
        var labels = Named(LabelKind.Single);
        Outcome[] outcomes =
        [
            One(labels, "a", "a", 0.95, 0.05, 0), One(labels, "a", "a", 0.91, 0.09, 0), One(labels, "b", "a", 0.93, 0.07, 0),
            One(labels, "c", "b", 0.2, 0.5, 0.3), One(labels, "b", "b", 0, 1, 0),
        ];

        var calibration = Calibration.Of(outcomes, labels.Kind);

        Assert.Equal([1, 4], calibration.Bins.Select(b => b.N));
        Assert.Equal((0.5, 0.0), (calibration.Bins[0].Confidence, calibration.Bins[0].Right));
        Assert.Equal(0.9475, calibration.Bins[1].Confidence, 12);
        Assert.Equal(0.75, calibration.Bins[1].Right);
        Assert.Equal(0.2 * 0.5 + 0.8 * 0.1975, calibration.Error, 12);
    }

    [Fact]
    public void Every_label_of_several_is_a_decision()
    {
        var labels = Named(LabelKind.Multi);

        var calibration = Calibration.Of([One(labels, "a", "a", 0.9, 0.1, 0.15)], labels.Kind);

        Assert.Equal([2, 1], calibration.Bins.Select(b => b.N));
        Assert.Equal([0.0, 1], calibration.Bins.Select(b => b.Right));
    }
}
