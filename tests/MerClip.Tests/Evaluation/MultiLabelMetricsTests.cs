using MerClip.Evaluation;

namespace MerClip.Tests.Evaluation;

public sealed class MultiLabelMetricsTests
{
    public static TheoryData<int> Cases => MetricFixtures.Places("multi");

    static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(c => $"label {c}")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithScikitLearn(int place)
    {
        var @case = MetricFixtures.Case("multi", place);
        var expected = @case.GetProperty("expected");
        int labels = @case.GetProperty("labels").GetInt32();
        var card = MultiLabelMetrics.Score(MetricFixtures.Flags(@case.GetProperty("prediction"), labels),
            MetricFixtures.Flags(@case.GetProperty("truth"), labels), Names(labels));

        Assert.Equal(expected.GetProperty("n").GetInt32(), card.N);
        foreach (var (name, value) in card.Scores) MetricFixtures.AssertEqual(expected.GetProperty(name), value, name);
        var perLabel = Names(labels).Select(l => card.PerLabel[l]).ToList();
        MetricFixtures.AssertEqual(expected.GetProperty("label_precision"), perLabel.Select(s => s.Precision), "precision");
        MetricFixtures.AssertEqual(expected.GetProperty("label_recall"), perLabel.Select(s => s.Recall), "recall");
        MetricFixtures.AssertEqual(expected.GetProperty("label_f1"), perLabel.Select(s => s.F1), "f1");
        MetricFixtures.AssertEqual(expected.GetProperty("support"), perLabel.Select(s => (double)s.Support), "support");
    }

    [Fact]
    public void PrecisionAndRecallAreNotSwapped()
    {
        bool[,] truth = { { true, true, true }, { true, false, false } };
        bool[,] prediction = { { true, false, false }, { false, false, false } };
        var card = MultiLabelMetrics.Score(prediction, truth, Names(3));
        Assert.Equal(1, card.Precision);
        Assert.Equal(1 / 4.0, card.Recall);
    }

    [Fact]
    public void NoLabelPredictedAsNoneCountsNothing()
    {
        bool[,] both = { { false }, { true } };
        Assert.Equal(0.5, MultiLabelMetrics.Score(both, both, Names(1)).Accuracy);
    }

    [Fact]
    public void NothingToScoreLeavesAllUndefined() =>
        Assert.All(MultiLabelMetrics.Score(new bool[0, 2], new bool[0, 2], Names(2)).Scores.Values,
            value => Assert.True(double.IsNaN(value)));

    [Fact]
    public void RefusesDifferentShapes()
    {
        Assert.Throws<ArgumentException>(() => MultiLabelMetrics.Score(new bool[2, 2], new bool[3, 2], Names(2)));
        Assert.Throws<ArgumentException>(() => MultiLabelMetrics.Score(new bool[2, 2], new bool[2, 3], Names(2)));
        Assert.Throws<ArgumentException>(() => MultiLabelMetrics.Score(new bool[2, 2], new bool[2, 2], Names(3)));
    }
}
