using MerClip.Charts;
using MerClip.Evaluation;
using MerClip.Tests.Report;
using Plotly.NET;
using Plotly.NET.CSharp;

namespace MerClip.Tests.Charts;

public class HouseStyleTests
{
    public static TheoryData<string> Names => [.. All(1).Keys];

    /// <summary>Every chart that there is, of made-up results.</summary>
    static Dictionary<string, GenericChart> All(int seed)
    {
        var run = MadeUpReport.Run(MadeUpReport.Ordinal, 30, seed);
        return new()
        {
            ["loss"] = LearningCurves.Loss(run.Histories),
            ["error"] = LearningCurves.Mae(run.Histories)!,
            ["confusion"] = ConfusionChart.Of(ClassCounts.Of(run.Outcomes, run.Labels), "test"),
            ["metrics"] = MetricChart.Of(run.Summary),
            ["ablation"] = AblationChart.Of([new("one", run.Summary)], "mae", "orders"),
            ["map"] = EmbeddingMap.Of(run.Space!, run.Outcomes, run.Labels),
            ["cosines"] = CosineHeatMap.Of(run.Labels, run.Space!.Cosines),
            ["reliability"] = ReliabilityDiagram.Of(Calibration.Of(run.Outcomes, run.Labels.Kind), "test"),
        };
    }

    [Theory, MemberData(nameof(Names))]
    public void The_same_results_give_the_same_bytes_and_others_do_not(string name)
    {
        Assert.Equal(new Figure(All(1)[name]).Json, new Figure(All(1)[name]).Json);
        if (name is not ("loss" or "error" or "cosines")) // which are made up the same for all seeds
            Assert.NotEqual(new Figure(All(1)[name]).Json, new Figure(All(2)[name]).Json);
    }

    [Theory, MemberData(nameof(Names))]
    public void Axes_and_charts_are_named_and_the_page_shows_through(string name)
    {
        var layout = new Figure(All(1)[name]).Layout;

        Assert.NotEqual("", Figure.At(layout, "title.text").GetString());
        Assert.NotEqual("", Figure.At(layout, "xaxis.title.text").GetString());
        if (name is not ("metrics" or "ablation")) Assert.NotEqual("", Figure.At(layout, "yaxis.title.text").GetString()); // rows are named one by one
        Assert.Equal("rgba(0,0,0,0)", layout.GetProperty("paper_bgcolor").GetString());
        Assert.Equal("rgba(0,0,0,0)", layout.GetProperty("plot_bgcolor").GetString());
        Assert.False(layout.TryGetProperty("template", out _));
    }

    [Theory, MemberData(nameof(Names))]
    public void Plotly_NETs_own_functions_change_an_axis_without_losing_its_style(string name)
    {
        var chart = All(1)[name].WithXAxisStyle<double, double, string>(TitleText: "mine");

        Assert.True(Figure.At(new Figure(chart).Layout, "xaxis.automargin").GetBoolean());
        Assert.Equal("mine", Figure.At(new Figure(chart).Layout, "xaxis.title.text").GetString());
    }

    [Fact]
    public void Colours_are_seen_on_white_and_on_black()
    {
        static double Channel(string hex) =>
            Convert.ToInt32(hex, 16) / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        static double Luminance(string colour) =>
            0.2126 * Channel(colour[1..3]) + 0.7152 * Channel(colour[3..5]) + 0.0722 * Channel(colour[5..7]);

        foreach (string colour in HouseStyle.Palette)
        {
            double light = Luminance(colour);
            Assert.InRange(1.05 / (light + 0.05), 2.2, 21);             // WCAG's contrast with white
            Assert.InRange((light + 0.05) / 0.05, 2.2, 21);             // and with black
        }
        Assert.All(new[] { HouseStyle.Blue, HouseStyle.Vermillion, HouseStyle.Grey },
            c => Assert.InRange(1.05 / (Luminance(c) + 0.05), 3, 21)); // these three draw lines and text
    }
}
