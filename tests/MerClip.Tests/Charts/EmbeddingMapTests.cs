using MerClip.Charts;
using MerClip.Report;
using MerClip.Tests.Report;

namespace MerClip.Tests.Charts;

public class EmbeddingMapTests
{
    static Figure Map(ReportRun run) => new(EmbeddingMap.Of(run.Space!, run.Outcomes, run.Labels));

    [Fact]
    public void A_point_says_who_said_what_and_texts_stay_texts()
    {
        var run = MadeUpReport.Run(MadeUpReport.Ordinal);

        var points = Map(run).Traces[0];

        Assert.Equal(run.Outcomes.Select(o => o.Id), Figure.Strings(points.GetProperty("ids")));
        string hostile = points.GetProperty("text")[3].GetString()!;
        Assert.StartsWith("video0&#36;_&#36;3<br>&lt;/script&gt;", hostile);
        Assert.Contains("&#36;x&#36; &amp; &lt;b&gt;bold", hostile);
        Assert.DoesNotContain("<script", hostile);
        Assert.All(hostile.Split("<br>"), line => Assert.InRange(line.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&#36;", "$").Length, 1, 70));
    }

    [Fact]
    public void Labels_lie_in_the_same_plane()
    {
        var run = MadeUpReport.Run(MadeUpReport.Single);

        var labels = Map(run).Traces[1];

        Assert.Equal(["<b>down</b>", "<b>level</b>", "<b>up</b>"], Figure.Strings(labels.GetProperty("text")));
        Assert.Equal(run.Space!.Labels.Select(l => Math.Round(l.X, 3)), Figure.Numbers(labels.GetProperty("x")));
    }

    [Fact]
    public void Points_are_coloured_by_what_the_menu_says()
    {
        var run = MadeUpReport.Run(MadeUpReport.Single);
        var map = Map(run);
        var buttons = Figure.At(map.Layout, "updatemenus")[0].GetProperty("buttons").EnumerateArray().ToArray();
        double[] Colours(int button) => Figure.Numbers(buttons[button].GetProperty("args")[0].GetProperty("marker.color")[0]);

        Assert.Equal(["by truth", "by prediction", "by error", "by speaker"], buttons.Select(b => b.GetProperty("label").GetString()));
        Assert.Equal(run.Outcomes.Select(o => (double)o.TrueLabels[0]), Colours(0));
        Assert.Equal(run.Outcomes.Select(o => (double)o.PredictedLabels[0]), Colours(1));
        Assert.Equal(run.Outcomes.Select(o => Math.Round(o.Error, 3)), Colours(2));
        Assert.Equal(Colours(3)[0], Colours(3)[5]);
        Assert.NotEqual(Colours(3)[5], Colours(3)[6]); // another video
        Assert.Equal(Colours(0), Figure.Numbers(Figure.At(map.Traces[0], "marker.color")));
    }

    [Fact]
    public void Scores_are_coloured_from_negative_to_positive_with_0_in_the_middle()
    {
        var marker = Map(MadeUpReport.Run(MadeUpReport.Ordinal)).Traces[0].GetProperty("marker");

        Assert.Equal(-2, marker.GetProperty("cmin").GetDouble());
        Assert.Equal(2, marker.GetProperty("cmax").GetDouble());
    }

    [Fact]
    public void An_utterance_without_a_label_has_a_colour_of_its_own()
    {
        var run = MadeUpReport.Run(MadeUpReport.Multi);
        var map = Map(run);
        int none = run.Outcomes.Select((o, i) => (o, i)).First(p => p.o.TrueLabels.Count == 0).i;

        Assert.Equal(3, Figure.Numbers(Figure.At(map.Traces[0], "marker.color"))[none]);
        Assert.Equal(["glad", "sad", "angry", "none"], Figure.Strings(Figure.At(map.Traces[0], "marker.colorbar.ticktext")));
    }
}
