using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace MerClip.Browser.Tests;

/// <summary>
/// Jupyter as `merclip notebooks` starts it, in a folder of its own with settings of its own, and a browser for it.
/// The program is named by the variable MERCLIP, as tests/kernel/run sets it.
/// </summary>
public sealed class JupyterServer : IAsyncLifetime
{
    const string Chromium = "/usr/bin/chromium";

    readonly string folder = Directory.CreateTempSubdirectory("notebooks").FullName;
    readonly int port = FreePort();
    Process? server;
    IPlaywright? playwright;
    IBrowser? browser;

    /// <summary>Where the pictures go that somebody should look at.</summary>
    public static string Pictures { get; } =
        Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "browser")).FullName;

    public async ValueTask InitializeAsync()
    {
        string config = Path.Combine(folder, ".config");
        Directory.CreateDirectory(config);
        await File.WriteAllTextAsync(Path.Combine(config, "jupyter_notebook_config.json"), JsonSerializer.Serialize(new
        {
            NotebookApp = new { open_browser = false, port, token = "", password = "", ip = "127.0.0.1" },
        }));
        string[] merclip = (Environment.GetEnvironmentVariable("MERCLIP") ?? "merclip").Split(' ');
        var start = new ProcessStartInfo(merclip[0], [.. merclip[1..], "notebooks", folder])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["JUPYTER_CONFIG_DIR"] = config;
        start.Environment["MERCLIP_RUNS"] = Path.Combine(folder, "runs");
        server = Process.Start(start)!;
        server.BeginErrorReadLine();
        server.BeginOutputReadLine();
        await WaitForServer();

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
    }

    static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    async Task WaitForServer()
    {
        using var client = new HttpClient();
        for (int i = 0; ; i++)
        {
            try
            {
                await client.GetStringAsync($"http://127.0.0.1:{port}/api");
                return;
            }
            catch (HttpRequestException) when (i < 1200) // a busy machine
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Writes a notebook of code cells and opens it, with its kernel ready.</summary>
    public async Task<NotebookPage> OpenAsync(string name, params string[] cells)
    {
        var notebook = new
        {
            nbformat = 4,
            nbformat_minor = 5,
            metadata = new
            {
                kernelspec = new { display_name = ".NET (C#)", language = "C#", name = ".net-csharp" },
                language_info = new { name = "C#" },
            },
            cells = cells.Select((source, i) => new
            {
                cell_type = "code",
                id = $"cell-{i}",
                metadata = new { },
                execution_count = (int?)null,
                outputs = Array.Empty<object>(),
                source,
            }),
        };
        await File.WriteAllTextAsync(Path.Combine(folder, name), JsonSerializer.Serialize(notebook));
        return await OpenCopy(name);
    }

    /// <summary>Opens a copy of a notebook, with its kernel ready.</summary>
    public Task<NotebookPage> OpenFileAsync(string path)
    {
        File.Copy(path, Path.Combine(folder, Path.GetFileName(path)), overwrite: true);
        return OpenCopy(Path.GetFileName(path));
    }

    async Task<NotebookPage> OpenCopy(string name)
    {
        var page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = 1200, Height = 1400 } });
        var opened = new NotebookPage(page);
        await page.GotoAsync($"http://127.0.0.1:{port}/notebooks/{Uri.EscapeDataString(name)}");
        await opened.WaitUntilIdle();
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        server?.Kill(entireProcessTree: true);
        server?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
