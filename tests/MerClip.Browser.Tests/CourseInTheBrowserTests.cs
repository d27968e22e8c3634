using System.Runtime.CompilerServices;

namespace MerClip.Browser.Tests;

/// <summary>The notebooks of the course as somebody runs them. The first one, and the one with the map; all of them where
/// MERCLIP_ALL_NOTEBOOKS is 1, which takes minutes.</summary>
public class CourseInTheBrowserTests(JupyterServer jupyter) : IClassFixture<JupyterServer>
{
    const int Patience = 600_000;

    public static TheoryData<string> Chosen => [.. Notebooks()];

    static IEnumerable<string> Notebooks([CallerFilePath] string here = "")
    {
        string folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "notebooks"));
        string[] all = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.ipynb").Order(StringComparer.Ordinal)] : [];
        return Environment.GetEnvironmentVariable("MERCLIP_ALL_NOTEBOOKS") == "1" ? all
            : all.Take(1).Union(all.Where(f => File.ReadAllText(f).Contains("EmbeddingMap.")).Take(1));
    }

    [Theory(SkipTestWithoutData = true), MemberData(nameof(Chosen))]
    public async Task Runs_from_start_to_end_with_every_chart_to_be_seen(string file)
    {
        var notebook = await jupyter.OpenFileAsync(file);
        await notebook.RunAllToTheEnd(Patience);

        Assert.Empty(await notebook.Page.Locator(".output_error").AllInnerTextsAsync());
        var charts = notebook.Page.Locator("div[id^=chart-]");
        for (int i = 0; i < await charts.CountAsync(); i++)
        {
            await charts.Nth(i).ScrollIntoViewIfNeededAsync();
            await Assertions.Expect(charts.Nth(i).Locator(".main-svg").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        }
        if (File.ReadAllText(file).Contains("EmbeddingMap.")) await HoverShowsALabel(notebook);
        Assert.Empty(notebook.Complaints);
        await notebook.Picture(Path.GetFileNameWithoutExtension(file));
        await notebook.Page.CloseAsync();
    }

    static async Task HoverShowsALabel(NotebookPage notebook)
    {
        var map = notebook.Page.Locator(".js-plotly-plot", new() { Has = notebook.Page.Locator(".points path") }).First;
        await map.ScrollIntoViewIfNeededAsync();
        await map.Locator(".points path").First.HoverAsync(new() { Force = true });
        await Assertions.Expect(map.Locator(".hoverlayer .hovertext").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task A_chart_that_a_library_changes_moves_while_the_cell_runs_and_stays_one_chart()
    {
        var notebook = await jupyter.OpenAsync("moving.ipynb", """"
            _ = typeof(Plotly.NET.GenericChart).Assembly; // what a library has loaded that makes charts
            var show = (Action<string, string, string>)AppContext.GetData("NotebookDisplay");
            for (int n = 1; n <= 40; n++)
            {
                show("moving", "application/vnd.plotly.v1+json",
                    $$$"""{"data":[{"type":"scatter","mode":"markers","y":[{{{string.Join(",", Enumerable.Range(0, n))}}}]}],"layout":{"title":{"text":"moving"} } }""");
                await Task.Delay(200);
            }
            """");
        await notebook.RunAll();
        var chart = notebook.Output(0).Locator(".js-plotly-plot");
        await Assertions.Expect(chart).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await chart.EvaluateAsync("c => c.seen = true");
        int first = await chart.Locator(".points path").CountAsync();
        await Assertions.Expect(chart.Locator(".points path")).Not.ToHaveCountAsync(first, new() { Timeout = 30_000 });
        await Assertions.Expect(chart.Locator(".points path")).ToHaveCountAsync(40, new() { Timeout = 60_000 });

        Assert.True(await chart.EvaluateAsync<bool>("c => c.seen === true"), "it was drawn anew");
        Assert.Equal(1, await chart.CountAsync());
        Assert.Empty(notebook.Complaints);
    }
}
