using MerClip.Evaluation;

namespace MerClip.Tests.Evaluation;

public sealed class ClassMetricsTests
{
    public static TheoryData<int> Cases => MetricFixtures.Places("single");

    static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(c => $"class {c}")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithScikitLearn(int place)
    {
        var @case = MetricFixtures.Case("single", place);
        var expected = @case.GetProperty("expected");
        string[] names = Names(@case.GetProperty("classes").GetInt32());
        var card = ClassMetrics.Score(MetricFixtures.Integers(@case.GetProperty("prediction")),
            MetricFixtures.Integers(@case.GetProperty("truth")), names);

        Assert.Equal(expected.GetProperty("n").GetInt32(), card.N);
        foreach (var (name, value) in card.Scores) MetricFixtures.AssertEqual(expected.GetProperty(name), value, name);
        var perClass = names.Select(l => card.PerClass[l]).ToList();
        MetricFixtures.AssertEqual(expected.GetProperty("precision"), perClass.Select(s => s.Precision), "precision");
        MetricFixtures.AssertEqual(expected.GetProperty("recall"), perClass.Select(s => s.Recall), "recall");
        MetricFixtures.AssertEqual(expected.GetProperty("f1"), perClass.Select(s => s.F1), "f1");
        MetricFixtures.AssertEqual(expected.GetProperty("support"), perClass.Select(s => (double)s.Support), "support");
        Assert.Equal(expected.GetProperty("confusion").EnumerateArray().Select(MetricFixtures.Integers), card.Confusion);
    }

    [Fact]
    public void NothingToScoreLeavesAllUndefined() =>
        Assert.All(ClassMetrics.Score([], [], Names(2)).Scores.Values, value => Assert.True(double.IsNaN(value)));

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        Assert.Throws<ArgumentException>(() => ClassMetrics.Score([0, 1], [0], Names(2)));
        Assert.Throws<ArgumentException>(() => ClassMetrics.Score([0, 2], [0, 1], Names(2)));
        Assert.Throws<ArgumentException>(() => ClassMetrics.Score([0, 1], [0, -1], Names(2)));
    }
}
