using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MerClip.Cli.Notebooks;

/// <summary>
/// Makes the outputs of a notebook that was just run fit to be kept: small, the same at every run, and readable where no
/// script runs. Standard error stays, because a warning that nobody sees is worse than one that is repaired.
/// </summary>
static partial class OutputTidying
{
    /// <summary>How a chart's own element begins.</summary>
    public const string ChartStart = "<div id=\"chart-";

    const string PlotlyJson = "application/vnd.plotly.v1+json", Html = "text/html", Plain = "text/plain", Png = "image/png";
    const string ScriptStart = "<script>if (!window.Plotly)", ScriptEnd = "</script>\n", PictureText = "chart: ";

    /// <summary>Removes what differs between runs and what need not be kept, and puts a picture before every chart.</summary>
    /// <param name="notebook">A notebook that was just run; it is changed.</param>
    /// <param name="draw">Draws figures as PNG in base64.</param>
    public static void Tidy(SavedNotebook notebook, Func<IReadOnlyList<JsonNode>, IReadOnlyList<string?>> draw)
    {
        foreach (var cell in notebook.CodeCells)
        {
            (cell["metadata"] as JsonObject)?.Remove("execution"); // when it ran
            cell["outputs"] = new JsonArray([.. Merged(SavedNotebook.Outputs(cell)).Where(o => !IsScriptOnly(o))]);
        }
        var charts = notebook.CodeCells.SelectMany(SavedNotebook.Outputs).Select(o => (JsonObject)o!)
            .Where(o => o["data"]?[PlotlyJson] is not null).ToList();
        var pictures = draw([.. charts.Select(o => o["data"]![PlotlyJson]!)]);
        foreach (var (chart, picture) in charts.Zip(pictures.Concat(Enumerable.Repeat<string?>(null, charts.Count)))) Keep(chart, picture);
    }

    /// <summary>Whether an output is the picture of a chart.</summary>
    public static bool IsPicture(JsonNode output) => output["data"]?[Png] is not null
        && SavedNotebook.Text(output["data"]?[Plain]).StartsWith(PictureText, StringComparison.Ordinal);

    /// <summary>Each of a cell's two streams in one piece, until something else comes between.</summary>
    static IEnumerable<JsonObject> Merged(JsonArray outputs)
    {
        var streams = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["stderr"] = "", ["stdout"] = "" };
        foreach (var output in outputs.Select(o => (JsonObject)o!))
        {
            if ((string?)output["output_type"] == "stream")
            {
                string name = (string?)output["name"] ?? "stdout";
                streams[name] = streams.GetValueOrDefault(name) + SavedNotebook.Text(output["text"]);
                continue;
            }
            foreach (var stream in Written(streams)) yield return stream;
            yield return (JsonObject)output.DeepClone();
        }
        foreach (var stream in Written(streams)) yield return stream;
    }

    static IEnumerable<JsonObject> Written(SortedDictionary<string, string> streams)
    {
        foreach (var (name, text) in streams.Reverse().Where(s => s.Value.Length > 0).ToList())
        {
            streams[name] = "";
            yield return new JsonObject
            {
                ["output_type"] = "stream", ["name"] = name, ["text"] = SavedNotebook.Lines(Overwritten().Replace(text, "")),
            };
        }
    }

    static bool IsScriptOnly(JsonObject output) => SavedNotebook.Text(output["data"]?[Html]) is var html
        && html.StartsWith(ScriptStart, StringComparison.Ordinal) && html.EndsWith(ScriptEnd, StringComparison.Ordinal);

    static void Keep(JsonObject chart, string? picture)
    {
        var data = (JsonObject)chart["data"]!;
        var figure = data[PlotlyJson]!;
        data.Remove(PlotlyJson); // the HTML has it as well
        string html = SavedNotebook.Text(data[Html]);
        if (html.StartsWith(ScriptStart, StringComparison.Ordinal))
            html = html[(html.IndexOf(ScriptEnd, StringComparison.Ordinal) + ScriptEnd.Length)..];
        if (picture is not null)
        {
            html = FirstStyle().Replace(html, "data-picture=\"1\" style=\"display:none;", 1);
            var outputs = chart.Parent!.AsArray();
            outputs.Insert(outputs.IndexOf(chart), new JsonObject
            {
                ["output_type"] = "display_data",
                ["metadata"] = new JsonObject(),
                ["data"] = new JsonObject { [Png] = picture, [Plain] = SavedNotebook.Lines(PictureText + Title(figure)) },
            });
        }
        data[Html] = SavedNotebook.Lines(html);
    }

    /// <summary>The figure's title, or what kinds of traces it has.</summary>
    static string Title(JsonNode figure)
    {
        var title = (figure["layout"] as JsonObject)?["title"];
        string text = title is JsonObject parts ? (string?)parts["text"] ?? "" : title is JsonValue ? (string?)title ?? "" : "";
        return text.Length > 0 ? Tag().Replace(text, " ").Trim()
            : string.Join(", ", (figure["data"] as JsonArray ?? []).Select(t => (string?)t?["type"] ?? "scatter"));
    }

    /// <summary>What a terminal would have written over: the start of a line before a carriage return.</summary>
    [GeneratedRegex(@"^[^\n]*\r(?!\n)", RegexOptions.Multiline)]
    private static partial Regex Overwritten();

    [GeneratedRegex("style=\"")]
    private static partial Regex FirstStyle();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
