using MerClip.Charts;
using MerClip.Data;
using MerClip.Tests.Explain;

namespace MerClip.Tests.Charts;

public class ExplanationChartsTests
{
    static readonly MerClip.Explain.Explanation Made = Explained.Of("a$_$1", "so <b>bad</b> it is", "low", "high");

    [Fact]
    public void A_waterfall_goes_from_the_labels_alone_to_the_prediction()
    {
        var trace = new Figure(ShapleyChart.Of(Made)).Traces.Single();

        Assert.Equal("waterfall", trace.GetProperty("type").GetString());
        Assert.Equal(["no modality", "text", "audio", "all"], Figure.Strings(trace.GetProperty("y")));
        Assert.Equal([0.25, 0.75, -0.25, 0.75], Figure.Numbers(trace.GetProperty("x")));
        Assert.Equal(["absolute", "relative", "relative", "total"], Figure.Strings(trace.GetProperty("measure")));
        Assert.Equal(["0.25", "+0.75", "−0.25", "0.75"], Figure.Strings(trace.GetProperty("text")));
    }

    [Fact]
    public void Words_are_bars_with_their_names_coloured_by_sign_and_sounds_stand_at_their_seconds()
    {
        var words = new Figure(StepChart.Of(Made, Modality.Text));
        Assert.Equal([0, -0.5, 0.25, 0.375], Figure.Numbers(words.Traces[0].GetProperty("y")));
        Assert.Equal(["so", "&lt;b&gt;bad&lt;/b&gt;", "it", "is"], Figure.Strings(Figure.At(words.Layout, "xaxis.ticktext")));
        Assert.Equal([HouseStyle.Blue, HouseStyle.Vermillion, HouseStyle.Blue, HouseStyle.Blue],
            Figure.Strings(Figure.At(words.Traces[0], "marker.color")));

        var sounds = new Figure(StepChart.Of(Made, Modality.Audio));
        Assert.Equal([0.08, 0.24], Figure.Numbers(sounds.Traces[0].GetProperty("x")));
        Assert.Equal("time (s)", Figure.At(sounds.Layout, "xaxis.title.text").GetString());
        Assert.Equal([0.5, 0], Figure.Numbers(sounds.Traces[1].GetProperty("y")));

        Assert.Equal("a$_$1 has no vision (Parameter 'modality')",
            Assert.Throws<ArgumentException>(() => StepChart.Of(Made, Modality.Vision)).Message);
    }

    [Fact]
    public void Attention_has_a_panel_a_stage_that_do_not_overlap()
    {
        var figure = new Figure(AttentionChart.Of(Made));

        Assert.Equal(["x", "x2"], figure.Traces.Select(t => t.GetProperty("xaxis").GetString()!));
        Assert.Equal("steps of audio", Figure.At(figure.Layout, "xaxis2.title.text").GetString());
        Assert.Equal(["low", "high"], Figure.Strings(figure.Traces[0].GetProperty("y")));
        double[] first = Figure.Numbers(Figure.At(figure.Layout, "yaxis.domain")), second = Figure.Numbers(Figure.At(figure.Layout, "yaxis2.domain"));
        Assert.True(0 <= second[0] && second[0] < second[1] && second[1] < first[0] && first[0] < first[1] && first[1] <= 1);
        Assert.Throws<ArgumentException>(() => AttentionChart.Of(Made with { Attention = [] }));
    }
}
