using System.Diagnostics;

namespace MerClip.Browser.Tests;

/// <summary>The small quick start as a process of its own, and its report in a browser without a network.</summary>
public class QuickstartInTheBrowserTests(ReportBrowser report) : IClassFixture<ReportBrowser>
{
    [Fact]
    public async Task Its_report_shows_every_chart_and_comparison_and_says_nothing()
    {
        string folder = Directory.CreateTempSubdirectory("quickstart").FullName;
        try
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MerClip.Cli.dll"), "quickstart", "--small", "--out", folder])
            {
                RedirectStandardError = true, RedirectStandardOutput = true,
                Environment = { ["OMP_WAIT_POLICY"] = "passive" },
            };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await error);
            Assert.Contains(Path.Combine(folder, "report.html"), output);
            foreach (string step in new[] { "[1/5]", "[2/5]", "[3/5]", "14/14", "[4/5]", "[5/5]" }) Assert.Contains(step, await error);

            var (page, complaints) = await report.OpenAsync(file: Path.Combine(folder, "report.html"));
            string[] names = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.chart')]"
                + ".filter(c => c.checkVisibility()).map(c => c.dataset.chart)");
            Assert.True(names.Length >= 10, string.Join(' ', names));
            foreach (string name in names)
                Assert.True(await (await ReportBrowser.Chart(page, name)).Locator(".trace path, .hm image, .hm rect").CountAsync() > 0, $"{name} shows nothing");
            foreach (string title in new[] { "Modalities", "Fusion order", "Other labels, without training", "What the label encoder reads" })
                await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
            Assert.Empty(complaints);
            await page.ScreenshotAsync(new() { Path = Path.Combine(JupyterServer.Pictures, "quickstart.png"), FullPage = true });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
