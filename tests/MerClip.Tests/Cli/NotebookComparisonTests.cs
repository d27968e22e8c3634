using System.Text.Json.Nodes;
using MerClip.Cli.Notebooks;

namespace MerClip.Tests.Cli;

public class NotebookComparisonTests
{
    static string[] Between(JsonObject kept, JsonObject now, params string[] tags) =>
        [.. NotebookComparison.Differences(SavedNotebookTests.Notebook(tags, [kept]), SavedNotebookTests.Notebook(tags, [now]))];

    [Theory]
    [InlineData("acc 0.81", "acc 0.84", true)]
    [InlineData("acc 0.81", "acc 0.95", false)]
    [InlineData("loss 100.0", "loss 104.9", true)]
    [InlineData("loss 100.0", "loss 106.0", false)]
    [InlineData("corr -0.01", "corr 0.01", true)]
    [InlineData("1e-3 s", "2e-3 s", true)]
    [InlineData("12 utterances", "13 utterances", false)]
    [InlineData("-3", "3", false)]
    [InlineData("positive 0.5", "negative 0.5", false)]
    [InlineData("0.5 0.5", "0.5", false)]
    [InlineData("v2.0.1", "v2.0.3", false)]
    public void Text_and_whole_numbers_are_exact_and_others_near(string kept, string now, bool alike) =>
        Assert.Equal(alike, NotebookComparison.Alike(kept, now, anyNumber: false));

    [Theory, InlineData("timing"), InlineData("varies")]
    public void Tagged_cells_may_differ_in_numbers_but_not_in_text(string tag)
    {
        Assert.Empty(Between(SavedNotebookTests.Stream("stdout", "took 3 s"), SavedNotebookTests.Stream("stdout", "took 14.2 s"), tag));
        Assert.Single(Between(SavedNotebookTests.Stream("stdout", "took 3 s"), SavedNotebookTests.Stream("stdout", "took 3 ms"), tag));
        Assert.Single(Between(SavedNotebookTests.Stream("stdout", "took 3 s"), SavedNotebookTests.Stream("stdout", "took 14.2 s")));
    }

    [Fact]
    public void A_difference_says_where_and_what() =>
        Assert.Equal(["cell [1]: kept 'two', now 'three'"],
            Between(SavedNotebookTests.Stream("stdout", "one\ntwo\n"), SavedNotebookTests.Stream("stdout", "one\nthree\n")));

    [Fact]
    public void Tables_are_compared_by_what_they_say_and_not_by_their_tags()
    {
        var table = SavedNotebookTests.Shown("text/html", "<table><tr><td>0.50</td><td>a</td></tr></table>");
        Assert.Empty(Between(table, SavedNotebookTests.Shown("text/html", "<table class=\"x\"><tr><th>0.51</th><td>a</td></tr></table>")));
        Assert.Single(Between(table, SavedNotebookTests.Shown("text/html", "<table><tr><td>0.50</td><td>b</td></tr></table>")));
    }

    [Fact]
    public void Of_charts_the_names_count_and_the_numbers_do_not()
    {
        static JsonObject Chart(string type, string title, int y) => SavedNotebookTests.Shown("text/html",
            $"<div id=\"chart-1-1-{y}\"></div>\n<script>(function draw(tries) {{\n  var figure = {{\"data\":[{{\"type\":\"{type}\",\"y\":[{y}]}}],"
            + $"\"layout\":{{\"xaxis\":{{\"title\":{{\"text\":\"{title}\"}}}}}}}};\n}})</script>");

        Assert.Empty(Between(Chart("bar", "epoch", 1), Chart("bar", "epoch", 2)));
        Assert.Contains("xaxis epoch", Assert.Single(Between(Chart("bar", "epoch", 1), Chart("bar", "step", 1))));
        Assert.Contains("chart of bar", Assert.Single(Between(Chart("bar", "epoch", 1), Chart("pie", "epoch", 1))));
    }

    [Fact]
    public void What_is_kept_was_run_in_order_without_an_error_with_pictures_and_is_small()
    {
        var good = SavedNotebookTests.Notebook(SavedNotebookTests.ChartOutput());
        OutputTidying.Tidy(good, _ => ["iVBOR"]);
        Assert.Empty(NotebookComparison.Faults(good));

        var bare = SavedNotebookTests.Notebook(SavedNotebookTests.ChartOutput());
        OutputTidying.Tidy(bare, _ => []);
        Assert.Contains("no picture", Assert.Single(NotebookComparison.Faults(bare)));

        var failed = SavedNotebookTests.Notebook(new JsonObject { ["output_type"] = "error", ["ename"] = "E", ["evalue"] = "v", ["traceback"] = new JsonArray() });
        Assert.Contains("E: v", Assert.Single(NotebookComparison.Faults(failed)));

        var large = SavedNotebookTests.Notebook(SavedNotebookTests.Stream("stdout", new string('x', NotebookComparison.LargestSize)));
        Assert.Contains("KB", Assert.Single(NotebookComparison.Faults(large)));

        good.CodeCells.Single()["execution_count"] = 2;
        Assert.Contains("fresh", Assert.Single(NotebookComparison.Faults(good)));
        good.CodeCells.Single()["execution_count"] = null;
        Assert.Contains("not run", Assert.Single(NotebookComparison.Faults(good)));
    }
}
