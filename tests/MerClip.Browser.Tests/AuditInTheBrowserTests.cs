using MerClip.Report;
using MerClip.Tests.Report;

namespace MerClip.Browser.Tests;

public class AuditInTheBrowserTests(ReportBrowser report) : IClassFixture<ReportBrowser>
{
    [Theory, InlineData(ColorScheme.Light), InlineData(ColorScheme.Dark)]
    public async Task Draws_every_chart_sorts_the_findings_and_fetches_nothing(ColorScheme scheme)
    {
        string file = Path.Combine(Path.GetTempPath(), $"audit-{Environment.ProcessId}-{scheme}.html");
        AuditFile.Write(file, MadeUpAudit.Audit());
        try
        {
            var (page, complaints) = await report.OpenAsync(scheme, file: file);
            foreach (string name in new[] { "labels", "lengths-text", "lengths-audio", "lengths-vision", "scales-text", "scales-audio", "scales-vision" })
            {
                var chart = await ReportBrowser.Chart(page, name);
                Assert.True(await chart.Locator(".trace path").CountAsync() > 0, $"{name} shows nothing");
            }
            var findings = page.Locator("#findings tbody tr");
            Assert.Equal(3, await findings.CountAsync());
            await page.Locator("#findings thead button", new() { HasText = "utterances" }).ClickAsync();
            await page.Locator("#findings thead button", new() { HasText = "utterances" }).ClickAsync();
            await Assertions.Expect(findings.First).ToContainTextAsync("nan");
            await findings.Filter(new() { HasText = "repeated-id" }).Locator("summary").ClickAsync();
            await Assertions.Expect(page.GetByText(MadeUpAudit.Hostile)).ToBeVisibleAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(JupyterServer.Pictures, $"audit-{scheme}.png"), FullPage = true });
            Assert.Empty(complaints);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
