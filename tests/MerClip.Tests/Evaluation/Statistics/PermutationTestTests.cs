using MerClip.Data;
using MerClip.Evaluation.Statistics;

namespace MerClip.Tests.Evaluation.Statistics;

public sealed class PermutationTestTests
{
    public static TheoryData<int> Groups => StatisticsFixtures.Places("groups");

    public static TheoryData<int> Exchanges => StatisticsFixtures.Places("exchange");

    static RunSample Sample(double[] truth, params double[][] predictions) => new("run",
        predictions.Index().ToDictionary(p => p.Index, p => SimulatedRun.Table(truth, p.Item)), Split.Test, SamplingUnit.Utterance);

    [Theory, MemberData(nameof(Groups))]
    public void Groups_are_scipys(int place)
    {
        var of = StatisticsFixtures.Case("groups", place);
        Assert.Equal(of.Number("p"), PermutationTest.Groups(of.Numbers("a"), of.Numbers("b")), 1e-8);
    }

    [Theory, MemberData(nameof(Exchanges))]
    public void Exchanges_are_scipys(int place)
    {
        var of = StatisticsFixtures.Case("exchange", place);
        var (a, b) = (Sample(of.Numbers("truth"), of.Numbers("a")), Sample(of.Numbers("truth"), of.Numbers("b")));
        double[] p = PermutationTest.Exchange(a, b);
        foreach (string metric in new[] { "has0_acc2", "mae", "corr" })
            Assert.Equal(of.Number(metric), p[a.Metrics.ToList().IndexOf(metric)], 1e-8);
    }

    [Fact]
    public void Random_ones_come_near_the_exact()
    {
        var of = StatisticsFixtures.Case("exchange", 2);
        var (a, b) = (Sample(of.Numbers("truth"), of.Numbers("a")), Sample(of.Numbers("truth"), of.Numbers("b")));
        double[] exact = PermutationTest.Exchange(a, b, 4096), random = PermutationTest.Exchange(a, b, 4000);
        for (int m = 0; m < exact.Length; m++) // four standard errors of the smaller side, doubled
            Assert.Equal(exact[m], random[m], 2 * 4 * Math.Sqrt(exact[m] / 2 / 4000) + 1e-3);

        var groups = StatisticsFixtures.Case("groups", 5);
        double p = PermutationTest.Groups(groups.Numbers("a"), groups.Numbers("b"), 200);
        Assert.Equal(groups.Number("p"), p, 2 * 4 * Math.Sqrt(0.125 / 200));
    }

    [Fact]
    public void Seeds_are_exchanged_together()
    {
        double[] truth = [1, -1, 2, -2], good = [1, -1, 2, -2], bad = [-1, 1, -2, 2];
        var a = Sample(truth, good, good, good);
        // Only the two patterns of sixteen in which one run keeps all its own are as extreme, however many seeds say the same.
        Assert.Equal(2 / 16.0, PermutationTest.Exchange(a, Sample(truth, bad, bad, bad))[0], 1e-12);
        Assert.Throws<ArgumentException>(() => PermutationTest.Exchange(a, Sample(truth, bad)));
    }

    [Fact]
    public void The_same_predictions_are_not_told_apart()
    {
        var a = Sample([1, -1, 2, -2], [1, 1, 1, 1]);
        double[] p = PermutationTest.Exchange(a, a);
        Assert.Equal(1, p[0]);
        Assert.True(double.IsNaN(p[^1])); // there is no correlation of a constant
    }
}
