using System.Text.RegularExpressions;
using MerClip.Tests.Explain;
using MerClip.Tests.Report;

namespace MerClip.Browser.Tests;

public class ReportInTheBrowserTests(ReportBrowser report) : IClassFixture<ReportBrowser>
{
    [Theory, InlineData(ColorScheme.Light, 1280), InlineData(ColorScheme.Dark, 1280), InlineData(ColorScheme.Light, 760)]
    public async Task Draws_every_chart_of_every_run_and_says_and_fetches_nothing(ColorScheme scheme, int width)
    {
        var (page, complaints) = await report.OpenAsync(scheme, width);
        foreach (string run in new[] { "0", "1", "2" })
        {
            await page.SelectOptionAsync("#run", run);
            string[] names = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.chart')]"
                + ".filter(c => c.checkVisibility()).map(c => c.dataset.chart)");
            Assert.Equal(run == "0" ? 9 : 8, names.Length);
            foreach (string name in names)
            {
                var chart = await ReportBrowser.Chart(page, name);
                Assert.True(await chart.Locator(".trace path, .hm image, .hm rect").CountAsync() > 0, $"{name} shows nothing");
                Assert.All(await chart.Locator(".xtitle, .ytitle").AllInnerTextsAsync(), title => Assert.NotEqual("", title));
                Assert.Empty(await CutOff(chart));
            }
            Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "the page is wider than the window");
            await page.ScreenshotAsync(new()
            {
                Path = Path.Combine(JupyterServer.Pictures, $"report-{scheme}-{width}-{run}.png"), FullPage = true,
            });
        }
        Assert.Empty(complaints);
        Assert.Equal("undefined", await page.EvaluateAsync<string>("typeof window.taken"));
    }

    /// <summary>The titles, ticks and legends that do not lie within their chart as a whole.</summary>
    static Task<string[]> CutOff(ILocator chart) => chart.EvaluateAsync<string[]>("""
        chart => {
          const outer = chart.getBoundingClientRect();
          return [...chart.querySelectorAll(".gtitle, .xtick text, .ytick text, .legendtext, .xtitle, .ytitle")]
            .filter(text => {
              const inner = text.getBoundingClientRect();
              return inner.width > 0 && (inner.left < outer.left - 1 || inner.right > outer.right + 1
                || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1);
            })
            .map(text => text.textContent);
        }
        """);

    [Fact]
    public async Task Text_and_charts_are_readable_in_light_and_in_dark()
    {
        var (page, _) = await report.OpenAsync();
        var title = (await ReportBrowser.Chart(page, "metrics-0")).Locator(".gtitle");
        string light = await title.EvaluateAsync<string>("t => getComputedStyle(t).fill");

        await page.ClickAsync("#theme");

        await Assertions.Expect(title).Not.ToHaveCSSAsync("fill", light);
        Assert.Equal(await page.EvaluateAsync<string>("getComputedStyle(document.body).color"),
            await title.EvaluateAsync<string>("t => getComputedStyle(t).fill"));
    }

    [Fact]
    public async Task Tables_sort_by_value_both_ways()
    {
        var (page, _) = await report.OpenAsync();
        var table = page.Locator("article:visible table.sortable");
        var mean = table.Locator("thead button", new() { HasTextRegex = new Regex("^mean$") });
        async Task<double[]> Means() => [.. (await table.Locator("tbody tr").EvaluateAllAsync<string[]>(
            "rows => rows.map(r => r.cells[2].dataset.value)")).Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture))];

        await mean.ClickAsync();
        double[] rising = await Means();
        await mean.ClickAsync();
        double[] falling = await Means();

        Assert.Equal(rising.Order(), rising);
        Assert.Equal(rising.OrderDescending(), falling);
        Assert.NotEqual(rising, falling);
    }

    [Fact]
    public async Task Filters_act_on_list_map_and_matrix_together()
    {
        var (page, complaints) = await report.OpenAsync();
        var map = await ReportBrowser.Chart(page, "map-0");
        var matrix = await ReportBrowser.Chart(page, "confusion-0");
        var explorer = page.Locator("article:visible .explorer");
        async Task<(int List, int Map, int Matrix)> Shown() => (
            int.Parse((await explorer.Locator("output").InnerTextAsync()).Split(' ')[0]),
            await map.EvaluateAsync<int>("m => m.data[0].selectedpoints?.length ?? m.data[0].x.length"),
            await matrix.EvaluateAsync<int>("m => m.data[0].customdata.flat().reduce((a, b) => a + b)"));
        void Agree((int List, int Map, int Matrix) shown, Func<int, bool> expected) =>
            Assert.True(expected(shown.List) && shown.Map == shown.List && shown.Matrix == shown.List, shown.ToString());

        Agree(await Shown(), n => n == 150);
        await explorer.Locator("[name=text]").FillAsync("window.taken");
        Agree(await Shown(), n => n == 1);
        await Assertions.Expect(explorer.Locator("tbody tr")).ToContainTextAsync(MadeUpReport.Hostile);

        await explorer.Locator("[type=reset]").ClickAsync();
        await Assertions.Expect(explorer.Locator("output")).ToHaveTextAsync("150 of 150 utterances");
        await explorer.Locator("[name=result]").SelectOptionAsync("wrong");
        await explorer.Locator("[name=error]").FillAsync("1");
        Agree(await Shown(), n => n is > 0 and < 100);

        await explorer.Locator("[type=reset]").ClickAsync();
        await explorer.Locator("[name=truth]").SelectOptionAsync("1");
        Agree(await Shown(), n => n is > 0 and < 100);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_list_sorts_by_error_and_shows_more()
    {
        var (page, _) = await report.OpenAsync();
        var explorer = page.Locator("article:visible .explorer");
        Assert.Equal(100, await explorer.Locator("tbody tr").CountAsync());

        await explorer.Locator(".more").ClickAsync();
        await explorer.Locator("thead button", new() { HasText = "error" }).ClickAsync();
        await explorer.Locator("thead button", new() { HasText = "error" }).ClickAsync();

        string[] errors = await explorer.Locator("tbody tr td:nth-child(5)").AllInnerTextsAsync() is var all ? [.. all] : [];
        Assert.Equal(150, errors.Length);
        Assert.Equal(errors.Select(double.Parse).OrderDescending(), errors.Select(double.Parse));
    }

    [Fact]
    public async Task An_utterance_that_is_explained_says_why_and_nobodys_words_are_markup()
    {
        var (page, complaints) = await report.OpenAsync();
        var explorer = page.Locator("article:visible .explorer");
        await Assertions.Expect(explorer.Locator(".why")).ToHaveCountAsync(40);
        await explorer.Locator("[name=text]").FillAsync("window.taken");

        await explorer.Locator(".why").ClickAsync();

        var why = explorer.Locator(".explanation");
        await Assertions.Expect(why).ToContainTextAsync("From 0.250 with the labels alone to a score of 0.750");
        await Assertions.Expect(why.Locator(".shapley tr")).ToHaveCountAsync(2);
        await Assertions.Expect(why).ToContainTextAsync("train0$_$0, true 1, cosine 0.980: a like one <i>");
        double[] widths = await why.Locator(".bar span").EvaluateAllAsync<double[]>("bars => bars.map(b => b.getBoundingClientRect().width)");
        Assert.Equal(3, widths[0] / widths[1], 0.1);
        string[] colours = await why.Locator(".word").EvaluateAllAsync<string[]>("words => words.map(w => getComputedStyle(w).backgroundColor)");
        Assert.NotEqual(colours[0], colours[1]);
        Assert.Equal("left out: −0.500", await why.Locator(".word").Nth(1).GetAttributeAsync("title"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(JupyterServer.Pictures, "report-why.png") });

        await explorer.Locator(".why").ClickAsync();
        await Assertions.Expect(why).ToHaveCountAsync(0);
        Assert.Empty(complaints);
        Assert.Equal("undefined", await page.EvaluateAsync<string>("typeof window.taken"));
    }

    [Fact]
    public async Task An_explanation_is_a_page_of_its_own_with_charts_that_are_read()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("why").FullName, "why.html");
        MerClip.Report.ExplanationFile.Write(file, [Explained.Of("a$_$1", MadeUpReport.Hostile, "low", "high")]);
        var (page, complaints) = await report.OpenAsync(file: file);
        foreach (string name in new[] { "shapley-0", "text-0", "audio-0", "attention-0" })
        {
            var chart = await ReportBrowser.Chart(page, name);
            Assert.True(await chart.Locator(".trace path, .hm image, .hm rect").CountAsync() > 0, $"{name} shows nothing");
            Assert.Empty(await CutOff(chart));
        }
        await page.ScreenshotAsync(new() { Path = Path.Combine(JupyterServer.Pictures, "why.png"), FullPage = true });
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Empty(complaints);
        Assert.Equal("undefined", await page.EvaluateAsync<string>("typeof window.taken"));
    }

    [Fact]
    public async Task Pointing_at_the_map_reads_an_utterance_and_a_click_finds_it()
    {
        var (page, complaints) = await report.OpenAsync();
        var map = await ReportBrowser.Chart(page, "map-0");
        var hover = map.Locator(".hoverlayer .hovertext");

        await map.EvaluateAsync("m => Plotly.Fx.hover(m, [{ curveNumber: 0, pointNumber: 3 }])");
        await Assertions.Expect(hover.First).ToContainTextAsync("</script><script>window.taken = 1</script>");
        await Assertions.Expect(hover.First).ToContainTextAsync("$x$ & <b>bold</b>");
        await Assertions.Expect(hover.First).ToContainTextAsync("video0$_$3");

        var point = (await map.Locator(".points path").Nth(7).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(point.X + point.Width / 2, point.Y + point.Height / 2);
        await Assertions.Expect(hover.First).ToContainTextAsync("predicted:");
        await page.Mouse.DownAsync();
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator("article:visible .explorer output")).ToHaveTextAsync(new Regex("^[1-9] of 150 utterances$"));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Drawing_around_points_and_clicking_a_cell_choose_utterances()
    {
        var (page, complaints) = await report.OpenAsync();
        var output = page.Locator("article:visible .explorer output");
        var map = await ReportBrowser.Chart(page, "map-0");
        var plane = (await map.Locator(".nsewdrag").First.BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(plane.X + 20, plane.Y + 20);
        await page.Mouse.DownAsync();
        foreach (var (x, y) in new[] { (0.6f, 0.05f), (0.6f, 0.6f), (0.05f, 0.6f), (0.05f, 0.05f) })
            await page.Mouse.MoveAsync(plane.X + x * plane.Width, plane.Y + y * plane.Height, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Assertions.Expect(output).Not.ToHaveTextAsync("150 of 150 utterances");
        int drawn = int.Parse((await output.InnerTextAsync()).Split(' ')[0]);
        Assert.InRange(drawn, 5, 145);

        await page.ClickAsync("article:visible .explorer [type=reset]");
        await Assertions.Expect(output).ToHaveTextAsync("150 of 150 utterances");

        var matrix = await ReportBrowser.Chart(page, "confusion-0");
        var cells = (await matrix.Locator(".nsewdrag").First.BoundingBoxAsync())!;
        int expected = await matrix.EvaluateAsync<int>("m => m.data[0].customdata[1][1]");
        await page.Mouse.ClickAsync(cells.X + 0.3f * cells.Width, cells.Y + 0.3f * cells.Height);
        await Assertions.Expect(output).ToHaveTextAsync($"{expected} of 150 utterances");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_comparison_shows_the_score_that_is_chosen()
    {
        var (page, _) = await report.OpenAsync();
        var chart = await ReportBrowser.Chart(page, "has0_acc2-of-1");

        await page.Locator("#comparison-1 select.metric").SelectOptionAsync("mae-of-1");

        await Assertions.Expect(page.Locator("#comparison-1 .xtitle")).ToContainTextAsync("MAE (sentiment units), lower is better");
    }

    [Fact]
    public async Task The_menu_of_the_map_colours_the_points_and_filters_stay()
    {
        var (page, complaints) = await report.OpenAsync();
        var map = await ReportBrowser.Chart(page, "map-0");
        await page.Locator("article:visible .explorer [name=result]").SelectOptionAsync("right");
        Task<string[]> Fills() => map.Locator(".points path").EvaluateAllAsync<string[]>("ps => ps.map(p => p.style.fill)");
        string[] byTruth = await Fills();

        await map.Locator(".updatemenu-button", new() { HasText = "by error" }).ClickAsync();

        await Assertions.Expect(map.Locator(".cbtitle")).ToHaveTextAsync("error");
        Assert.NotEqual(byTruth, await Fills());
        Assert.True(await map.EvaluateAsync<int>("m => m.data[0].selectedpoints.length") is > 0 and < 150);
        Assert.Empty(complaints);
    }
}
