using MerClip.Charts;
using MerClip.Evaluation;

namespace MerClip.Tests.Charts;

public class ConfusionChartTests
{
    [Fact]
    public void Cells_have_counts_and_the_shares_of_their_row()
    {
        var heat = new Figure(ConfusionChart.Of(new ClassCounts(["<b>", "b"], ["<b>", "b"], [[3, 1], [0, 0]]), "test")).Traces[0];

        Assert.Equal(["&lt;b&gt;", "b"], Figure.Strings(heat.GetProperty("y")));
        Assert.Equal([0.75, 0.25], Figure.Numbers(heat.GetProperty("z")[0]));
        Assert.Equal([double.NaN, double.NaN], Figure.Numbers(heat.GetProperty("z")[1])); // of no utterance
        Assert.Equal(["3<br>75 %", "1<br>25 %"], Figure.Strings(heat.GetProperty("text")[0]));
        Assert.Equal(["", ""], Figure.Strings(heat.GetProperty("text")[1]));
        Assert.Equal([3, 1], Figure.Numbers(heat.GetProperty("customdata")[0]));
    }

    [Fact]
    public void Decisions_of_a_multi_set_are_named_so()
    {
        var layout = new Figure(ConfusionChart.Of(new ClassCounts(["a"], ["found", "missed"], [[3, 1]]), "test")).Layout;

        Assert.Equal("decision", Figure.At(layout, "xaxis.title.text").GetString());
        Assert.Equal("label", Figure.At(layout, "yaxis.title.text").GetString());
    }
}
