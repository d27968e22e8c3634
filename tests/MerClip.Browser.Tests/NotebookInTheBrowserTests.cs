namespace MerClip.Browser.Tests;

public class NotebookInTheBrowserTests(JupyterServer jupyter) : IClassFixture<JupyterServer>
{
    const int Patience = 60_000;

    static readonly string[] Tour =
    [
        "Console.WriteLine(\"plain text\");\nrecord Score(string Label, double Value);",
        "new[] { new Score(\"positive\", 0.75), new Score(\"negative\", 0.25) }",
        "#r \"nuget: Plotly.NET.CSharp, 0.14.0\"\nusing Plotly.NET.CSharp;\n"
            + "Chart.Point<double, double, string>(x: new[] { 1.0, 2, 3 }, y: new[] { 2.0, 4, 1 })",
        "Console.Wri",
    ];

    [Fact]
    public async Task Shows_text_a_table_and_a_chart_and_helps_with_writing()
    {
        var notebook = await jupyter.OpenAsync("tour.ipynb", Tour);
        await notebook.RunAll();
        await Assertions.Expect(notebook.Output(0)).ToContainTextAsync("plain text", new() { Timeout = Patience });
        await Assertions.Expect(notebook.Output(1).Locator("table td").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Assertions.Expect(notebook.Output(1)).ToContainTextAsync("positive");
        await HoverShowsALabel(notebook);
        await notebook.Picture("tour");

        await notebook.Edit(3);
        await notebook.Page.Keyboard.PressAsync("Tab");
        var completions = notebook.Page.Locator(".completions");
        await Assertions.Expect(completions).ToContainTextAsync("WriteLine", new() { Timeout = Patience });
        await notebook.Picture("completion");
        await notebook.Page.Keyboard.PressAsync("Escape");

        await notebook.Edit(3);
        await notebook.Page.Keyboard.TypeAsync("teLine(");
        await notebook.Page.Keyboard.PressAsync("Shift+Tab");
        await Assertions.Expect(notebook.Page.Locator("#tooltip")).ToContainTextAsync("void Console.WriteLine", new() { Timeout = Patience });
        await notebook.Picture("inspection");
    }

    static async Task HoverShowsALabel(NotebookPage notebook)
    {
        var chart = notebook.Output(2).Locator(".js-plotly-plot");
        await Assertions.Expect(chart).ToBeVisibleAsync(new() { Timeout = Patience * 2 });
        await chart.ScrollIntoViewIfNeededAsync();
        await chart.Locator(".points path").First.HoverAsync(new() { Force = true });
        await Assertions.Expect(chart.Locator(".hoverlayer .hovertext").First).ToBeVisibleAsync(new() { Timeout = Patience });
    }

    [Fact]
    public async Task Interrupts_an_endless_loop_and_restarts()
    {
        var notebook = await jupyter.OpenAsync("loop.ipynb",
            "var kept = 40;", "Console.WriteLine(\"running\");\nif (kept > 0) while (true) { }", "kept + 2");
        await notebook.RunAll();
        await Assertions.Expect(notebook.Output(1)).ToContainTextAsync("running", new() { Timeout = Patience });
        await notebook.Interrupt();
        await Assertions.Expect(notebook.Output(1)).ToContainTextAsync("interrupted", new() { Timeout = Patience });
        await notebook.Edit(2);
        await notebook.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(notebook.Output(2)).ToContainTextAsync("42", new() { Timeout = Patience });
        await notebook.Picture("interrupted");

        await notebook.Cell(0).Locator(".CodeMirror").ClickAsync();
        await notebook.Page.Keyboard.PressAsync("Control+A");
        await notebook.Page.Keyboard.TypeAsync("var kept = 0;");
        await notebook.RestartAndRunAll();
        await Assertions.Expect(notebook.Output(2).Locator(".output_result")).ToHaveTextAsync("2", new() { Timeout = Patience });
        Assert.Contains("[1]", await notebook.Prompt(0));
        Assert.Contains("[3]", await notebook.Prompt(2));
        await notebook.Picture("restarted");
    }
}
