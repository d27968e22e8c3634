using MerClip.Evaluation.Statistics;

namespace MerClip.Tests.Evaluation.Statistics;

public sealed class McNemarTestTests
{
    public static TheoryData<int> Cases => StatisticsFixtures.Places("mcnemar");

    [Theory, MemberData(nameof(Cases))]
    public void Equals_statsmodels(int place)
    {
        var of = StatisticsFixtures.Case("mcnemar", place);
        var test = new McNemarTest(of.Whole("b"), of.Whole("c"));
        Assert.Equal(of.Number("exact"), test.Exact, 1e-8);
        Assert.Equal(of.Number("mid_p"), test.MidP, 1e-8);
        Assert.Equal(of.Number("chi2"), test.ChiSquared(correction: false), 1e-8);
        Assert.Equal(of.Number("chi2_corrected"), test.ChiSquared(), 1e-8);
    }

    [Fact]
    public void Models_that_never_differ_are_not_told_apart()
    {
        var test = new McNemarTest(0, 0);
        Assert.Equal((1, 1, 1), (test.Exact, test.MidP, test.ChiSquared()));
    }
}
