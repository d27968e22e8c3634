using MerClip.Charts;
using MerClip.Evaluation;
using MerClip.Robustness;
using MerClip.Tests.Robustness;

namespace MerClip.Tests.Charts;

public class RobustnessChartTests
{
    static RobustnessCurve Curve(params double[] values) => new("noise", "accuracy", [0, 0.5],
        new Dictionary<int, double[]> { [0] = values }, new Floor("<glad>", 0.4));

    [Fact]
    public void Runs_lie_over_each_other_above_the_floor()
    {
        var figure = new Figure(RobustnessChart.Of([("plain", Curve(0.8, 0.5)), ("with dropout", Curve(0.7, 0.65))]));

        Assert.Equal(["always &lt;glad&gt;", "plain", "with dropout"], figure.Traces.Select(t => Figure.At(t, "name").GetString()));
        Assert.Equal([40, 40], Figure.Numbers(Figure.At(figure.Traces[0], "y")));
        Assert.Equal([80, 50], Figure.Numbers(Figure.At(figure.Traces[1], "y")));
        Assert.Equal([0, 0.5], Figure.Numbers(Figure.At(figure.Traces[2], "x")));
        Assert.NotEqual(Figure.At(figure.Traces[1], "line.color").GetString(), Figure.At(figure.Traces[2], "line.color").GetString());
        Assert.False(figure.Traces[1].TryGetProperty("error_y", out _)); // one seed has no deviation
        Assert.Equal("Accuracy (%)", Figure.At(figure.Layout, "yaxis.title.text").GetString());
    }

    [Fact]
    public void Several_seeds_show_their_deviation_and_errors_say_what_is_better()
    {
        var figure = new Figure(RobustnessChart.Of([("run", RobustnessResultsTests.MadeUp.Curve("noise", "mae")!)]));

        Assert.Equal([0.1414, 0.2121], Figure.Numbers(Figure.At(figure.Traces[1], "error_y.array")));
        Assert.Equal("MAE (sentiment units), lower is better", Figure.At(figure.Layout, "yaxis.title.text").GetString());
    }

    [Fact]
    public void Curves_of_different_damages_are_refused() => Assert.Throws<ArgumentException>(() => RobustnessChart.Of(
        [("a", Curve(1, 1)), ("b", new RobustnessCurve("words", "accuracy", [0, 0.5], new Dictionary<int, double[]> { [0] = [1, 1] }, null))]));
}
