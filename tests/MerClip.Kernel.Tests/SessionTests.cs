using MerClip.Kernel.Display;

namespace MerClip.Kernel.Tests;

public class SessionTests
{
    readonly Notebook notebook = new();

    [Fact]
    public void State_lasts_from_cell_to_cell()
    {
        notebook.Run("using System.IO; var x = 1; int Twice(int n) => 2 * n; record P(int A);");
        notebook.Run("x = 20;");
        Assert.Equal("41", notebook.Text("Twice(x) + new P(1).A"));
        Assert.Equal("a.txt", notebook.Text("Path.GetFileName(\"/b/a.txt\")"));
    }

    [Fact]
    public void Await_works_at_the_top_level_and_blocking_on_a_task_does_not_hang()
    {
        notebook.Run("async Task<int> Later(int n) { await Task.Delay(5); return n; }");
        Assert.Equal("7", notebook.Text("await Later(3) + Later(4).Result"));
    }

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("\"text\"", "text")]
    [InlineData("(string)null", "null")]
    [InlineData("1.5", "1.5")]
    public void The_last_expression_is_the_result(string code, string expected) => Assert.Equal(expected, notebook.Text(code));

    [Theory]
    [InlineData("var a = 1;")]
    [InlineData("Console.Write(1)")]
    [InlineData("")]
    [InlineData("// nothing")]
    [InlineData("using System.IO;")]
    public void No_result_where_there_is_none(string code) => Assert.Null(notebook.Run(code).Value);

    [Fact]
    public void A_compile_error_shows_line_code_and_mark()
    {
        var failure = notebook.Fail("var a = 1;\n\nint b = \"x\";");
        Assert.Equal(["(3,9): error CS0029: Cannot implicitly convert type 'string' to 'int'", "    int b = \"x\";", "            ^^^"],
            failure.Traceback);
    }

    [Fact]
    public void An_exception_shows_the_cells_lines_and_not_the_kernel()
    {
        notebook.Run("void Deep(int n) { if (n == 0) throw new InvalidOperationException(\"deep\"); Deep(n - 1); }");
        var failure = notebook.Fail("var a = 1;\nDeep(1);");
        Assert.Equal("System.InvalidOperationException", failure.Name);
        Assert.Equal(["System.InvalidOperationException: deep", "   at Deep(int) in cell [1], line 1", "   at Deep(int) in cell [1], line 1",
            "   at cell [1], line 2"], failure.Traceback);
    }

    [Fact]
    public void A_failed_cell_keeps_what_it_reached_but_hides_nothing()
    {
        notebook.Run("var model = \"trained\";");
        notebook.Fail("var reached = 1; throw new Exception();");
        Assert.Equal("1", notebook.Text("reached"));
        notebook.Fail("string model = Make(); string Make() => throw new Exception();");
        Assert.Equal("trained", notebook.Text("model"));
    }

    [Fact]
    public void Assemblies_of_the_framework_come_when_they_are_used()
    {
        Assert.Equal("2", notebook.Text("System.Text.Json.JsonSerializer.Deserialize<int[]>(\"[1,2]\").Length"));
        Assert.Equal("GET", notebook.Text("using System.Net.Http; HttpMethod.Get"));
        Assert.Equal("x", notebook.Text("System.Xml.Linq.XElement.Parse(\"<x/>\").Name"));
    }

    [Fact]
    public void Dynamic_works() => Assert.Equal("3", notebook.Text("dynamic d = 1; d + 2"));

    [Fact]
    public void Streams_reach_the_cell_that_started_the_thread()
    {
        // the console itself is redirected by the server; here the sink is asked directly
        var output = notebook.Run("var t = new System.Threading.Thread(() => display(\"thread\")); t.Start(); t.Join();");
        Assert.Equal("thread", (string?)output.Displays.Single()[MimeBundle.Plain]);
    }

    [Fact]
    public void A_displayed_value_is_updated()
    {
        var output = notebook.Run("var d = display(1); d.Update(2);");
        Assert.Equal("2", (string?)output.Updates.Single().Data[MimeBundle.Plain]);
    }

    [Fact]
    public void A_library_shows_progress_without_knowing_the_kernel()
    {
        var output = notebook.Run("""
            var show = (Action<string, string, string>)AppContext.GetData("NotebookDisplay");
            show("progress-of-this-test", "text/html", "<b>1</b> of 2");
            show("progress-of-this-test", "text/html", "<b>2</b> of 2");
            """);
        Assert.Equal("<b>1</b> of 2", (string?)output.Displays.Single()[MimeBundle.Html]);
        Assert.Equal("<b>2</b> of 2", (string?)output.Updates.Single().Data[MimeBundle.Html]);
    }

    [Fact]
    public void A_librarys_figure_is_a_chart_that_moves_in_its_place_and_brings_the_script_once()
    {
        var output = notebook.Run(""""
            var show = (Action<string, string, string>)AppContext.GetData("NotebookDisplay");
            foreach (int n in new[] { 1, 2, 3 })
                show("curve-of-this-test", "application/vnd.plotly.v1+json", $$$"""{"data":[{"y":[{{{n}}}]}],"layout":{}}""");
            """");
        string[] states = [.. output.Displays.Append(output.Updates[0].Data).Append(output.Updates[1].Data).Select(d => (string)d[MimeBundle.Html]!)
            .Where(html => html.Contains("<div id=\"chart-"))];
        Assert.Equal(3, states.Length);
        Assert.Single(states.Select(html => html.Split('"')[1]).Distinct());
        Assert.Contains("[3]", states[2]);
        Assert.All(states, html => Assert.InRange(html.Length, 100, 5000));
        Assert.Equal("3", (string?)output.Updates[1].Data["application/vnd.plotly.v1+json"]?["data"]?[0]?["y"]?[0]?.ToJsonString());
    }
}
