using MerClip.Evaluation.Statistics;

namespace MerClip.Tests.Evaluation.Statistics;

public sealed class SeedPowerTests
{
    public static TheoryData<int> Cases => StatisticsFixtures.Places("power");

    public static TheoryData<int> Needs => StatisticsFixtures.Places("needed");

    [Theory, MemberData(nameof(Cases))]
    public void Power_is_scipys_noncentral_t(int place)
    {
        var of = StatisticsFixtures.Case("power", place);
        Assert.Equal(of.Number("power"), SeedPower.Power(of.Number("effect"), of.Whole("seeds")), 1e-8);
    }

    [Theory, MemberData(nameof(Needs))]
    public void Seeds_are_statsmodels(int place)
    {
        var of = StatisticsFixtures.Case("needed", place);
        Assert.Equal(of.Whole("seeds"), SeedPower.SeedsFor(-of.Number("effect") / 10, 0.1));
    }

    [Fact]
    public void Some_differences_cannot_be_shown_or_need_not_be()
    {
        Assert.Null(SeedPower.SeedsFor(0, 1));
        Assert.Null(SeedPower.SeedsFor(1e-4, 1));
        Assert.Null(SeedPower.SeedsFor(1, double.NaN));
        Assert.Equal(2, SeedPower.SeedsFor(1, 0));
    }
}
