using MerClip.Evaluation.Statistics;

namespace MerClip.Tests.Evaluation.Statistics;

public sealed class BcaDistributionTests
{
    public static TheoryData<int> Cases => StatisticsFixtures.Places("bca");

    [Theory, MemberData(nameof(Cases))]
    public void Interval_of_a_given_distribution_is_scipys(int place)
    {
        var of = StatisticsFixtures.Case("bca", place);
        var distribution = new BcaDistribution(of.Number("estimate"), of.Numbers("replicates"),
            BcaDistribution.Acceleration(of.Numbers("jackknife")));
        var interval = distribution.Interval(of.Number("level"));
        Assert.Equal(of.Number("low"), interval.Low, 1e-8);
        Assert.Equal(of.Number("high"), interval.High, 1e-8);
    }

    [Theory, InlineData(0.9, 12), InlineData(0.95, double.PositiveInfinity), InlineData(0.5, 3)]
    public void A_value_at_the_end_of_an_interval_has_its_p(double level, double units)
    {
        var random = new Random(1);
        double[] replicates = [.. Enumerable.Range(0, 20_000).Select(_ => Math.Exp(random.NextDouble() + random.NextDouble()))];
        var distribution = new BcaDistribution(2.8, replicates, 0.03, units);
        var interval = distribution.Interval(level);
        Assert.Equal(1 - level, distribution.PValue(interval.Low), 2e-3);
        Assert.Equal(1 - level, distribution.PValue(interval.High), 2e-3);
    }

    [Fact]
    public void Few_units_have_wider_intervals_as_a_t_test_has()
    {
        // Means of 10 normal numbers with deviation 1, and what their bootstrap distributions are on the average.
        var random = new Random(3);
        double[] replicates = [.. Enumerable.Range(0, 50_000).Select(_ => Math.Sqrt(0.09) * SimulatedRun.Normal(random))];
        double half = new BcaDistribution(0, replicates, 0, 10).Interval().High;
        Assert.Equal(2.262 / Math.Sqrt(10), half, 0.02); // t(9), 97.5 %
    }

    [Fact]
    public void Far_away_is_as_unlikely_as_replicates_can_say()
    {
        var distribution = new BcaDistribution(1, [0.9, 0.95, 1, 1.05, 1.1], 0);
        Assert.Equal(2 / 6.0, distribution.PValue(-5), 1e-12);
        Assert.Equal(1, distribution.PValue(1), 1e-12);
    }

    [Fact]
    public void No_variation_at_all_shows_nothing()
    {
        var distribution = new BcaDistribution(0, new double[100], BcaDistribution.Acceleration(new double[9]));
        Assert.Equal(1, distribution.PValue());
        Assert.Equal(new Interval(0, 0), distribution.Interval());
    }

    [Fact]
    public void What_is_not_defined_has_no_interval()
    {
        var distribution = new BcaDistribution(double.NaN, [1, 2], 0);
        Assert.True(double.IsNaN(distribution.Interval().Low) && double.IsNaN(distribution.PValue()));
        distribution = new BcaDistribution(1, [double.NaN], 0);
        Assert.True(double.IsNaN(distribution.Interval().High) && double.IsNaN(distribution.PValue()));
    }
}
