using MerClip.Evaluation.Statistics;

namespace MerClip.Tests.Evaluation.Statistics;

public sealed class WilcoxonTestTests
{
    public static TheoryData<int> Cases => StatisticsFixtures.Places("wilcoxon");

    [Theory, MemberData(nameof(Cases))]
    public void Equals_scipy(int place)
    {
        var of = StatisticsFixtures.Case("wilcoxon", place);
        var test = new WilcoxonTest(of.Numbers("differences"));
        Assert.Equal(of.Number("statistic"), test.Statistic, 1e-8);
        Assert.Equal(of.Number("approximate"), test.Approximate, 1e-8);
        bool exact = of.GetProperty("exact").ValueKind != System.Text.Json.JsonValueKind.Null;
        if (exact) Assert.Equal(of.Number("exact"), test.Exact, 1e-8);
        Assert.Equal(of.Number(exact ? "exact" : "approximate"), test.PValue, 1e-8);
    }

    [Fact]
    public void Rank_biserial_is_the_favourable_less_the_unfavourable_part()
    {
        Assert.Equal((3 + 2 - 1) / 6.0, new WilcoxonTest([-1, 2, 0, 3]).RankBiserial, 1e-12);
        Assert.Equal(1, new WilcoxonTest([1, 2]).RankBiserial);
        Assert.Equal(0, new WilcoxonTest([0, 0]).RankBiserial);
    }

    [Fact]
    public void Without_differences_nothing_is_shown() => Assert.Equal(1, new WilcoxonTest([0, 0]).PValue);
}
