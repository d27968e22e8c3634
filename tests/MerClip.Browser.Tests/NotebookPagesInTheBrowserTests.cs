using System.Diagnostics;
using System.Text.Json;

namespace MerClip.Browser.Tests;

/// <summary>`merclip notebooks --html`, opened from its files by a browser without a network.</summary>
public class NotebookPagesInTheBrowserTests(ReportBrowser browser) : IClassFixture<ReportBrowser>
{
    static string Merclip(params string[] arguments)
    {
        string[] program = (Environment.GetEnvironmentVariable("MERCLIP") ?? "merclip").Split(' ');
        using var process = Process.Start(new ProcessStartInfo(program[0], [.. program[1..], "notebooks", .. arguments])
        {
            RedirectStandardError = true,
        })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        return errors;
    }

    static string Write(string folder, string name, params (string Type, string Source)[] cells)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, JsonSerializer.Serialize(new
        {
            nbformat = 4, nbformat_minor = 5,
            metadata = new { kernelspec = new { display_name = ".NET (C#)", language = "C#", name = ".net-csharp" } },
            cells = cells.Select((cell, i) => cell.Type == "code"
                ? (object)new { cell_type = "code", id = $"c{i}", metadata = new { }, source = cell.Source, execution_count = (int?)null, outputs = Array.Empty<int>() }
                : new { cell_type = "markdown", id = $"c{i}", metadata = new { }, source = cell.Source }),
        }));
        return path;
    }

    [Fact]
    public async Task Pages_lead_to_each_other_draw_their_charts_and_print_their_pictures()
    {
        string folder = Directory.CreateTempSubdirectory("pages").FullName;
        try
        {
            string first = Write(folder, "0-first.ipynb", ("markdown", "# The first & only\n\nIt draws. See [the second](1-second.ipynb)."),
                ("code", "using Plotly.NET.CSharp;\nChart.Point<double, double, string>(x: new[] { 1.0, 2 }, y: new[] { 2.0, 4 })"));
            string second = Write(folder, "1-second.ipynb", ("markdown", "# The second\n\nIt says."), ("code", "1 + 1"));
            Merclip("--execute", first, second);
            string pages = Path.Combine(folder, "pages");
            Merclip("--html", first, second, "--out", pages);

            var (page, complaints) = await browser.OpenAsync(file: Path.Combine(pages, "index.html"));
            await Assertions.Expect(page.Locator(".index li")).ToHaveCountAsync(2);
            await Assertions.Expect(page.Locator(".index img")).ToHaveCountAsync(1);
            await Assertions.Expect(page.Locator(".index")).ToContainTextAsync("It draws. See the second.");
            await page.ClickAsync(".index li:first-child a");
            var chart = page.Locator(".js-plotly-plot");
            var picture = page.Locator(".output_png img");
            await Assertions.Expect(chart.Locator(".main-svg").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
            await Assertions.Expect(picture).ToBeHiddenAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(JupyterServer.Pictures, "page.png"), FullPage = true });

            await page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
            await Assertions.Expect(picture).ToBeVisibleAsync();
            await Assertions.Expect(chart).ToBeHiddenAsync();
            await page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Screen });

            await page.ClickAsync("main a[href='1-second.html']");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("2");
            await page.Locator("nav a", new() { HasText = "The first & only" }).First.ClickAsync();
            await Assertions.Expect(page).ToHaveTitleAsync("The first & only");
            Assert.Empty(complaints);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
