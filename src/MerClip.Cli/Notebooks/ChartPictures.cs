using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MerClip.Charts;

namespace MerClip.Cli.Notebooks;

/// <summary>Plotly's figures as PNG pictures, drawn by plotly itself in a browser without a window.</summary>
static partial class ChartPictures
{
    const int Width = 760, Height = 450, Patience = 300_000;

    /// <summary>How to get the browser, for those who have it not.</summary>
    public const string Missing = "no chromium on the PATH (Debian: apt install chromium): charts are saved without pictures";

    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    static string? Browser { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name + (OperatingSystem.IsWindows() ? ".exe" : ""))))
        .FirstOrDefault(File.Exists);

    /// <summary>Whether there is a browser that can draw.</summary>
    public static bool Available => Browser is not null;

    /// <summary>Draws figures, in one start of the browser.</summary>
    /// <param name="figures">Figures in plotly's JSON: data and layout.</param>
    /// <returns>For each its PNG in base64, or null where plotly cannot draw it.</returns>
    public static IReadOnlyList<string?> Draw(IReadOnlyList<JsonNode> figures)
    {
        if (figures.Count == 0) return [];
        var folder = Directory.CreateTempSubdirectory("merclip-charts");
        try
        {
            string page = Path.Combine(folder.FullName, "page.html");
            File.WriteAllText(page, Page(figures));
            string drawn = DomOf(page, folder.FullName);
            var pictures = new string?[figures.Count];
            foreach (Match picture in Picture().Matches(drawn))
                pictures[int.Parse(picture.Groups[1].ValueSpan)] = Convert.ToBase64String(PalettePng.Of(Convert.FromBase64String(picture.Groups[2].Value)));
            return pictures;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>White behind every chart: its text is grey, and a dark page shows the picture as it is.</summary>
    static string Page(IReadOnlyList<JsonNode> figures) => $$"""
        <!DOCTYPE html><meta charset="utf-8"><body>
        <script>{{PlotlyScript.Text}}</script>
        <script>
        var figures = {{new JsonArray([.. figures.Select(f => f.DeepClone())]).ToJsonString().Replace("</", "<\\/")}};
        (async function () {
          for (var i = 0; i < figures.length; i++) {
            var layout = Object.assign({}, figures[i].layout, {paper_bgcolor: "white", transition: undefined, updatemenus: [], sliders: []});
            var size = {format: "png", width: {{Width}}, height: layout.height || {{Height}}, scale: 1};
            delete layout.width;
            try {
              var url = await Plotly.toImage({data: figures[i].data, layout: layout, config: {staticPlot: true} }, size);
              var place = document.body.appendChild(document.createElement("p"));
              place.textContent = "picture " + i + " " + url;
            } catch (e) { console.error(e); }
          }
        })();
        </script>
        """;

    /// <summary>What a page consists of once its scripts have run.</summary>
    static string DomOf(string page, string folder)
    {
        var start = new ProcessStartInfo(Browser ?? throw new InvalidOperationException(Missing),
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--no-first-run",
            $"--user-data-dir={Path.Combine(folder, "profile")}", "--virtual-time-budget=60000", "--dump-dom", new Uri(page).AbsoluteUri,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { }; // what a browser complains of without a desktop says nothing of charts
        process.BeginErrorReadLine();
        using var patience = new Timer(_ => End(process), null, Patience, Timeout.Infinite);
        string dom = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return dom;
    }

    static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
    }

    [GeneratedRegex("<p>picture ([0-9]+) data:image/png;base64,([A-Za-z0-9+/=]+)</p>")]
    private static partial Regex Picture();
}
