using MerClip.Evaluation.Statistics;

namespace MerClip.Tests.Evaluation.Statistics;

public sealed class HolmCorrectionTests
{
    public static TheoryData<int> Cases => StatisticsFixtures.Places("holm");

    [Theory, MemberData(nameof(Cases))]
    public void Equals_statsmodels(int place)
    {
        var of = StatisticsFixtures.Case("holm", place);
        double[] corrected = HolmCorrection.Of(of.Numbers("p")), expected = of.Numbers("corrected");
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], corrected[i], 1e-8);
    }

    [Fact]
    public void What_is_not_defined_is_no_test() => Assert.Equal([0.02, double.NaN, 0.5], HolmCorrection.Of([0.01, double.NaN, 0.5]));
}
