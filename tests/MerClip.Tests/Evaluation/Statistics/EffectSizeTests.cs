using MerClip.Evaluation.Statistics;

namespace MerClip.Tests.Evaluation.Statistics;

public sealed class EffectSizeTests
{
    public static TheoryData<int> Cases => StatisticsFixtures.Places("groups");

    [Theory, MemberData(nameof(Cases))]
    public void Sizes_are_by_their_definitions(int place)
    {
        var of = StatisticsFixtures.Case("groups", place);
        double[] a = of.Numbers("a"), b = of.Numbers("b");
        Assert.Equal(of.Number("cliff"), EffectSize.CliffDelta(a, b), 1e-8);
        Assert.Equal(of.Number("d"), EffectSize.CohenD(a, b), 1e-8);
        Assert.Equal(of.Number("g"), EffectSize.HedgesG(a, b), 1e-8);
    }

    [Fact]
    public void One_seed_has_no_deviation()
    {
        Assert.True(double.IsNaN(EffectSize.HedgesG([1], [2, 3])));
        Assert.True(double.IsNaN(EffectSize.CohenD([1, 1], [2, 2])));
    }
}
