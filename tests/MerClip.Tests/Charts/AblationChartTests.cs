using MerClip.Charts;
using MerClip.Data;
using MerClip.Evaluation;

namespace MerClip.Tests.Charts;

public class AblationChartTests
{
    static readonly double[] Truth = [-2, -1, 0, 1];

    static SeedSummary Summary(params double[] shifts) => SeedSummary.Of(Split.Test,
        shifts.Select((s, i) => (i, (IScoreCard)SentimentMetrics.Score([.. Truth.Select(t => t + s)], Truth))).ToDictionary(),
        ConstantFloors.Sentiment([1, 2], Truth));

    [Fact]
    public void Rows_have_seeds_mean_deviation_and_floor()
    {
        var chart = new Figure(AblationChart.Of([new("a", Summary(0, 1)), new("b", Summary(0.5))], "mae", "orders"));
        var (floor, seeds, mean) = (chart.Traces[0], chart.Traces[1], chart.Traces[2]);

        Assert.Equal(["a", "b"], Figure.Strings(mean.GetProperty("y")));
        Assert.Equal([0.5, 0.5], Figure.Numbers(mean.GetProperty("x")));
        Assert.Equal([0.7071, 0], Figure.Numbers(Figure.At(mean, "error_x.array")));
        Assert.Equal([0, 1, 0.5], Figure.Numbers(seeds.GetProperty("x")));
        Assert.Equal(["a", "a", "b"], Figure.Strings(seeds.GetProperty("y")));
        Assert.Equal([1, 1], Figure.Numbers(floor.GetProperty("x")));
        Assert.Equal("lines+markers", floor.GetProperty("mode").GetString());
        Assert.Contains("lower is better", Figure.At(chart.Layout, "xaxis.title.text").GetString());
    }

    [Fact]
    public void Fractions_are_in_percent_and_what_lacks_the_metric_is_left_out()
    {
        var classes = SeedSummary.Of(Split.Test,
            new Dictionary<int, IScoreCard> { [0] = ClassMetrics.Score([0, 1, 1, 1], [0, 1, 1, 0], ["x", "y"]) },
            ConstantFloors.Single([0], [0, 1, 1, 0], ["x", "y"]));

        var mean = new Figure(AblationChart.Of([new("sentiment", Summary(0)), new("classes", classes)], "accuracy", "labels")).Traces[2];

        Assert.Equal(["classes"], Figure.Strings(mean.GetProperty("y")));
        Assert.Equal([75], Figure.Numbers(mean.GetProperty("x")));
    }

    [Fact]
    public void A_card_of_metrics_shows_the_fractions_without_joining_their_floors()
    {
        var floor = new Figure(MetricChart.Of(Summary(0, 1))).Traces[0];

        Assert.Equal("markers", floor.GetProperty("mode").GetString());
        Assert.Equal(["Acc-2 Has0", "F1 Has0", "Acc-2 Non0", "F1 Non0", "Acc-3", "Acc-5", "Acc-7", "Acc-7 SDK"],
            Figure.Strings(floor.GetProperty("y")));
        Assert.All(Figure.Numbers(floor.GetProperty("x")), x => Assert.InRange(x, 1, 100));
    }
}
