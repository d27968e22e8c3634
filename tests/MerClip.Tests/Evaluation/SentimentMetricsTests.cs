using FsCheck.Xunit;
using MerClip.Evaluation;

namespace MerClip.Tests.Evaluation;

public sealed class SentimentMetricsTests
{
    public static TheoryData<int> Cases => MetricFixtures.Places("sentiment");

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithScikitLearnAndNumpy(int place)
    {
        var @case = MetricFixtures.Case("sentiment", place);
        var expected = @case.GetProperty("expected");
        var card = SentimentMetrics.Score(
            MetricFixtures.Numbers(@case.GetProperty("prediction")), MetricFixtures.Numbers(@case.GetProperty("truth")));
        Assert.Equal(expected.GetProperty("n").GetInt32(), card.N);
        Assert.Equal(10, card.Scores.Count);
        foreach (var (name, value) in card.Scores) MetricFixtures.AssertEqual(expected.GetProperty(name), value, name);
    }

    // What constants score on the real test splits, which have these numbers of negative, zero and positive labels.
    [Theory]
    [InlineData(379, 30, 277, 0, 44.7522, 27.6715, 57.7744, 42.3121)]  // MOSI
    [InlineData(379, 30, 277, -1, 55.2478, 39.3219, 57.7744, 42.3121)]
    [InlineData(1350, 1025, 2284, 0, 71.0238, 58.9904, 37.1491, 20.1249)] // MOSEI
    [InlineData(1350, 1025, 2284, 1, 71.0238, 58.9904, 62.8509, 48.5135)]
    public void ConstantsOnTheTestSplits(
        int negative, int zero, int positive, double constant, double has0, double has0F1, double non0, double non0F1)
    {
        double[] truth =
            [.. Enumerable.Repeat(-1.4, negative), .. Enumerable.Repeat(0.0, zero), .. Enumerable.Repeat(2.2, positive)];
        var card = SentimentMetrics.Score([.. truth.Select(_ => constant)], truth);
        Assert.Equal(has0, 100 * card.Has0Acc2, 4);
        Assert.Equal(has0F1, 100 * card.Has0F1, 4);
        Assert.Equal(non0, 100 * card.Non0Acc2, 4);
        Assert.Equal(non0F1, 100 * card.Non0F1, 4);
        Assert.True(double.IsNaN(card.Corr));
    }

    // How many of the true labels round to the constant: 106 of 686 for 15.4519 %, and so on.
    [Theory]
    [InlineData(0, 106, 686, 15.4519)]
    [InlineData(-1, 145, 686, 21.1370)]
    [InlineData(0, 1927, 4659, 41.3608)]
    [InlineData(1, 1228, 4659, 26.3576)]
    public void ConstantsOnTheTestSplitsInSevenClasses(double constant, int same, int n, double acc)
    {
        double[] truth = [.. Enumerable.Repeat(constant * 1.4, same), .. Enumerable.Repeat(constant + 1.6, n - same)];
        var card = SentimentMetrics.Score([.. truth.Select(_ => constant)], truth);
        Assert.Equal(acc, 100 * card.Acc7, 4);
        Assert.Equal(acc, 100 * card.Acc5, 4);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(-0.5, 0)]
    [InlineData(1.5, 2)]
    [InlineData(2.5, 2)]
    [InlineData(-2.5, -2)]
    [InlineData(3.5, 3)]   // clipped first
    [InlineData(-9, -3)]
    [InlineData(0.50001, 1)]
    public void RoundsHalfToEven(double prediction, double truth) =>
        Assert.Equal(1, SentimentMetrics.Score([prediction], [truth]).Acc7);

    [Theory]
    [InlineData(-2.01, -3)]
    [InlineData(-2, -1.01)]
    [InlineData(-1, -0.01)]
    [InlineData(0.01, 1)]
    [InlineData(1.01, 2)]
    [InlineData(2.01, 3)]
    [InlineData(-0.0, 0)]
    public void SdkBinsAreThese(double prediction, double truth) =>
        Assert.Equal(1, SentimentMetrics.Score([prediction], [truth]).Acc7Sdk);

    [Theory]
    [InlineData(0.01, 0)]
    [InlineData(-0.01, 0)]
    [InlineData(1, 1.01)]
    [InlineData(-1, -1.01)]
    [InlineData(2, 2.01)]
    [InlineData(-2, -2.01)]
    public void SdkBinsAreDifferent(double prediction, double truth) =>
        Assert.Equal(0, SentimentMetrics.Score([prediction], [truth]).Acc7Sdk);

    [Fact]
    public void ZeroIsNonNegativeInOneProtocolAndNegativeInTheOther()
    {
        var card = SentimentMetrics.Score([0, 0, 0], [1, 0, -1]);
        Assert.Equal(2 / 3.0, card.Has0Acc2, 12);
        Assert.Equal(1 / 2.0, card.Non0Acc2, 12); // 1 is missed, −1 is met, and 0 is not asked
    }

    [Fact]
    public void OutliersCountInFullForErrorAndCorrelation()
    {
        var card = SentimentMetrics.Score([13, -1, 1], [3, -1, 1]);
        Assert.Equal(10 / 3.0, card.Mae, 12);
        Assert.InRange(card.Corr, 0.8, 0.95);
        Assert.Equal(1, card.Acc7);
    }

    [Fact]
    public void AllZeroTruthLeavesTheNonZeroProtocolUndefined()
    {
        var card = SentimentMetrics.Score([1, -1, 0], [0, 0, 0]);
        Assert.True(double.IsNaN(card.Non0Acc2));
        Assert.True(double.IsNaN(card.Non0F1));
        Assert.Equal(2 / 3.0, card.Has0Acc2, 12);
    }

    [Fact]
    public void NothingToScoreLeavesAllUndefined()
    {
        var card = SentimentMetrics.Score([], []);
        Assert.Equal(0, card.N);
        Assert.All(card.Scores.Values, value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void RefusesDifferentLengths() =>
        Assert.Throws<ArgumentException>(() => SentimentMetrics.Score([1, 2], [1]));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void NamesTheRowThatIsNotFinite(double value)
    {
        Assert.Contains("prediction in row 2 of 3",
            Assert.Throws<InputException>(() => SentimentMetrics.Score([1, value, 3], [1, 2, 3])).Message);
        Assert.Contains("true value in row 3 of 3",
            Assert.Throws<InputException>(() => SentimentMetrics.Score([1, 2, 3], [1, 2, value])).Message);
    }

    /// <summary>Sixteenths in [−8, 8), so that zeros, ties and bin edges occur.</summary>
    static double[] Sentiments(IEnumerable<sbyte> steps) => [.. steps.Select(s => s / 16.0)];

    [Property]
    public void OrderDoesNotMatter((sbyte, sbyte)[] pairs, int seed)
    {
        var shuffled = pairs.ToArray();
        new Random(seed).Shuffle(shuffled);
        var card = Score(pairs);
        var other = Score(shuffled);
        Assert.All(card.Scores, s => Assert.Equal(s.Value, other.Scores[s.Key], 1e-9));
    }

    [Property]
    public void EverythingIsWithinItsBounds((sbyte, sbyte)[] pairs)
    {
        foreach (var (name, value) in Score(pairs).Scores)
            if (!double.IsNaN(value))
                Assert.InRange(value, name == "corr" ? -1 : 0, name == "mae" ? 16 : 1);
    }

    [Property]
    public void PerfectPredictionIsPerfect(sbyte[] truth)
    {
        double[] values = Sentiments(truth);
        foreach (var (name, value) in SentimentMetrics.Score(values, values).Scores)
            if (!double.IsNaN(value))
                Assert.Equal(name == "mae" ? 0 : 1, value, 1e-9);
    }

    [Property]
    public void CoarserClassesAreNoHarder((sbyte, sbyte)[] pairs)
    {
        if (pairs.Length == 0) return;
        var card = Score(pairs);
        Assert.True(card.Acc7 <= card.Acc5 && card.Acc5 <= card.Acc3);
    }

    static MetricCard Score((sbyte P, sbyte T)[] pairs) =>
        SentimentMetrics.Score(Sentiments(pairs.Select(p => p.P)), Sentiments(pairs.Select(p => p.T)));
}
