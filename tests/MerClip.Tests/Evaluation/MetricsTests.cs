using MerClip.Evaluation;
using MerClip.Tests.Report;

namespace MerClip.Tests.Evaluation;

public class MetricsTests
{
    [Fact]
    public void Every_metric_of_every_card_has_a_title_and_a_meaning()
    {
        foreach (var labels in new[] { MadeUpReport.Ordinal, MadeUpReport.Single, MadeUpReport.Multi })
            foreach (string metric in MadeUpReport.Run(labels).Summary.Metrics.Keys)
            {
                Assert.NotEqual(metric, Metrics.Title(metric));
                Assert.NotEqual("", Metrics.Meaning(metric));
            }
    }

    [Fact]
    public void A_name_that_is_not_known_is_shown_as_it_is() =>
        Assert.Equal(("own_score", ""), (Metrics.Title("own_score"), Metrics.Meaning("own_score")));

    [Theory, InlineData("acc7", 0.43216, "43.22"), InlineData("mae", 0.80449, "0.804"), InlineData("corr", -0.5, "-0.500")]
    public void Fractions_are_printed_in_percent(string metric, double value, string printed) =>
        Assert.Equal(printed, Metrics.Format(metric, value));

    [Fact]
    public void Less_of_an_error_beats_the_floor()
    {
        var floor = new Floor("0", 0.5);

        Assert.True(floor.IsBeatenBy("mae", 0.4) && floor.IsBeatenBy("acc7", 0.6));
        Assert.False(floor.IsBeatenBy("mae", 0.6) || floor.IsBeatenBy("acc7", 0.4) || floor.IsBeatenBy("acc7", 0.5));
    }
}
