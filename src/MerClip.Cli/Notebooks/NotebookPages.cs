using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MerClip.Charts;

namespace MerClip.Cli.Notebooks;

/// <summary>`merclip notebooks --html`: a folder of pages to read or print without Jupyter and without a network.</summary>
static partial class NotebookPages
{
    const string ScriptFile = "plotly.min.js";

    /// <summary>A notebook as a page.</summary>
    /// <param name="Name">The file's name without its ending.</param>
    /// <param name="Title">Its first heading.</param>
    /// <param name="Summary">Its first paragraph.</param>
    /// <param name="Picture">Its first picture as PNG in base64, if it has one.</param>
    /// <param name="Minutes">How long it takes, if it says so.</param>
    /// <param name="Body">All of it.</param>
    sealed record Page(string Name, string Title, string Summary, string? Picture, double? Minutes, string Body);

    /// <summary>Writes a page for each notebook, and an index.</summary>
    /// <param name="files">The notebooks, as they are kept; they are not run.</param>
    /// <param name="output">The folder; what it holds of the same names is replaced.</param>
    public static void Write(IReadOnlyList<string> files, string output)
    {
        var scratch = Directory.CreateTempSubdirectory("merclip-pages");
        Page[] pages;
        try
        {
            string last = "";
            int code = Jupyter.Run(["nbconvert", "--to", "html", "--template", "basic", "--log-level=ERROR",
                "--HTMLExporter.anchor_link_text= ", "--output-dir", scratch.FullName, .. files], line => last = line);
            if (code != 0) throw new InputException($"jupyter nbconvert failed: {last}");
            pages = [.. files.Select(file => PageOf(file, scratch.FullName))];
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
        for (int i = 0; i < pages.Length; i++)
        {
            string steps = Steps(pages.ElementAtOrDefault(i - 1), pages.ElementAtOrDefault(i + 1));
            string body = NotebookLink().Replace(pages[i].Body, link =>
                pages.Any(p => p.Name == WebUtility.UrlDecode(link.Groups[1].Value)) ? $"href=\"{link.Groups[1]}.html{link.Groups[2]}\"" : link.Value);
            Save(output, pages[i].Name, pages[i].Title, $"<script src=\"{ScriptFile}\"></script>", $"{steps}\n<main>{body}</main>\n{steps}");
        }
        Save(output, "index", "MER-CLIP notebooks", "", Index(pages));
        AtomicFile.WriteText(Path.Combine(output, ScriptFile), PlotlyScript.Text);
    }

    static Page PageOf(string file, string folder)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        string body = File.ReadAllText(Path.Combine(folder, name + ".html"));
        var notebook = SavedNotebook.Read(file);
        string? picture = notebook.CodeCells.SelectMany(SavedNotebook.Outputs).Select(o => o!["data"]?["image/png"])
            .FirstOrDefault(p => p is not null) is { } first ? SavedNotebook.Text(first).ReplaceLineEndings("") : null;
        string title = TextIn(Heading().Match(body).Groups[1].Value);
        return new Page(name, title.Length > 0 ? title : name, TextIn(Paragraph().Match(body).Groups[1].Value), picture,
            (notebook.Metadata["merclip"] as JsonObject)?["minutes"]?.GetValue<double>(), body);
    }

    static string TextIn(string html) => WebUtility.HtmlDecode(Tag().Replace(html, "")).Trim();

    static string Steps(Page? before, Page? after) => $"""
        <nav>{Link(before, "← ")}<a href="index.html">All notebooks</a>{Link(after, "→ ")}</nav>
        """;

    static string Link(Page? page, string sign) =>
        page is null ? "<span></span>" : $"""<a href="{Uri.EscapeDataString(page.Name)}.html">{sign}{Encoded(page.Title)}</a>""";

    static string Index(IEnumerable<Page> pages) => $"""
        <main><h1>MER-CLIP notebooks</h1>
        <ol class="index">
        {string.Join('\n', pages.Select(Entry))}
        </ol></main>
        """;

    static string Entry(Page page) => $"""
        <li><a href="{Uri.EscapeDataString(page.Name)}.html">{(page.Picture is null ? "" : $"""<img alt="" src="data:image/png;base64,{page.Picture}">""")}
        <h2>{Encoded(page.Title)}</h2></a><p>{Encoded(page.Summary)}{(page.Minutes is { } minutes ? $" <small>{minutes:0.#} min</small>" : "")}</p></li>
        """;

    static string Encoded(string text) => WebUtility.HtmlEncode(text);

    static void Save(string folder, string name, string title, string head, string body) =>
        AtomicFile.WriteText(Path.Combine(folder, name + ".html"), $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encoded(title)}</title>
            <style>
            {Style()}
            </style>
            {head}
            </head>
            <body>
            {body}
            </body>
            </html>

            """);

    static string Style()
    {
        using var reader = new StreamReader(typeof(NotebookPages).Assembly.GetManifestResourceStream("MerClip.Cli.pages.css")!);
        return reader.ReadToEnd().TrimEnd();
    }

    [GeneratedRegex("href=\"([^\"/:]+)\\.ipynb(#[^\"]*)?\"")]
    private static partial Regex NotebookLink();

    [GeneratedRegex("<h1[^>]*>(.*?)(<a class=\"anchor-link\"|</h1>)", RegexOptions.Singleline)]
    private static partial Regex Heading();

    [GeneratedRegex("<p>(.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex Paragraph();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
