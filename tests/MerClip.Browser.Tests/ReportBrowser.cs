using MerClip.Report;
using MerClip.Tests.Report;

namespace MerClip.Browser.Tests;

/// <summary>A made-up report, opened from its file by a browser without a network.</summary>
public sealed class ReportBrowser : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("report").FullName;
    IPlaywright? playwright;
    IBrowser? browser;

    string File => Path.Combine(folder, "report.html");

    public async ValueTask InitializeAsync()
    {
        ReportFile.Write(File, MadeUpReport.Content(150));
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    /// <summary>Opens the report; what its console says and what it fetches are collected.</summary>
    public async Task<(IPage Page, List<string> Complaints)> OpenAsync(ColorScheme scheme = ColorScheme.Light, int width = 1280, string? file = null)
    {
        var context = await browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 1000 }, ColorScheme = scheme, Offline = true,
        });
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add($"console {message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add($"error: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file:") && !request.Url.StartsWith("data:") && !request.Url.StartsWith("blob:"))
                complaints.Add($"request: {request.Url}");
        };
        await page.GotoAsync("file://" + (file ?? File));
        return (page, complaints);
    }

    /// <summary>Scrolls to a chart and waits until it is drawn.</summary>
    public static async Task<ILocator> Chart(IPage page, string name)
    {
        var chart = page.Locator($"[data-chart='{name}']");
        await chart.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(chart.Locator(".main-svg").First).ToBeVisibleAsync();
        return chart;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
