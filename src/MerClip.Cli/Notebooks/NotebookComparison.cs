using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MerClip.Cli.Notebooks;

/// <summary>
/// Whether two runs of a notebook say the same: text and whole numbers exactly, other numbers within 0.03 and 5 %. Cells
/// tagged <c>timing</c> or <c>varies</c> may differ in every number. Of charts, the kinds of traces and the names on them.
/// </summary>
static partial class NotebookComparison
{
    const double Absolute = 0.03, Relative = 0.05;

    /// <summary>What a notebook that is kept must be: at most this many bytes.</summary>
    public const int LargestSize = 400_000;

    /// <summary>The first difference of each cell, a line each.</summary>
    public static IEnumerable<string> Differences(SavedNotebook kept, SavedNotebook run)
    {
        foreach (var ((before, after), i) in kept.CodeCells.Zip(run.CodeCells).Select((pair, i) => (pair, i)))
        {
            string[] tags = [.. (before["metadata"]?["tags"] as JsonArray ?? []).Select(t => SavedNotebook.Text(t))];
            bool anyNumber = tags.Contains("timing") || tags.Contains("varies");
            string[] old = [.. Said(before)], now = [.. Said(after)];
            int line = Enumerable.Range(0, Math.Max(old.Length, now.Length))
                .FirstOrDefault(l => l >= old.Length || l >= now.Length || !Alike(old[l], now[l], anyNumber), -1);
            if (line >= 0) yield return $"cell [{i + 1}]: kept '{Line(old, line)}', now '{Line(now, line)}'";
        }
    }

    /// <summary>What is wrong with a notebook as it is kept, a line each.</summary>
    public static IEnumerable<string> Faults(SavedNotebook kept)
    {
        int number = 0;
        foreach (var cell in kept.CodeCells)
        {
            number++;
            if ((int?)cell["execution_count"] is not { } count) yield return $"cell [{number}] was not run";
            else if (count != number) yield return $"cell [{number}] was run as [{count}]: not from a fresh kernel";
            var outputs = SavedNotebook.Outputs(cell);
            foreach (var (output, i) in outputs.Select((o, i) => (o!, i)))
            {
                if ((string?)output["output_type"] == "error") yield return $"cell [{number}] failed: {output["ename"]}: {output["evalue"]}";
                if (IsChart(output) && (i == 0 || !OutputTidying.IsPicture(outputs[i - 1]!))) yield return $"cell [{number}]: a chart has no picture";
            }
        }
        if (kept.Size > LargestSize) yield return $"{kept.Size / 1000} KB, more than {LargestSize / 1000}";
    }

    /// <summary>Whether two lines say the same.</summary>
    /// <param name="kept">One.</param>
    /// <param name="now">The other.</param>
    /// <param name="anyNumber">Whether numbers may differ.</param>
    public static bool Alike(string kept, string now, bool anyNumber)
    {
        if (kept == now) return true;
        if (Number().Replace(kept, "0") != Number().Replace(now, "0")) return false;
        return anyNumber || Number().Matches(kept).Zip(Number().Matches(now)).All(pair => Near(pair.First.Value, pair.Second.Value));
    }

    static bool Near(string kept, string now)
    {
        if (kept == now) return true;
        if (kept.All(char.IsAsciiDigit) && now.All(char.IsAsciiDigit)) return false;
        double a = Value(kept), b = Value(now);
        return (Whole(kept) && Whole(now)) ? a == b : Math.Abs(a - b) <= Absolute + Relative * Math.Abs(a);
    }

    static bool Whole(string number) => number.AsSpan().IndexOfAny('.', 'e', 'E') < 0;

    static double Value(string number) => double.Parse(number.Replace('−', '-'), CultureInfo.InvariantCulture);

    static string Line(string[] lines, int line)
    {
        const int Most = 120;
        string text = line < lines.Length ? lines[line] : "nothing";
        return text.Length > Most ? text[..Most] + "…" : text;
    }

    /// <summary>All that a cell says, in lines without what only sets them in place.</summary>
    static IEnumerable<string> Said(JsonObject cell) => SavedNotebook.Outputs(cell).Where(o => !OutputTidying.IsPicture(o!))
        .SelectMany(o => Texts(o!)).SelectMany(text => text.Split('\n'))
        .Select(line => Space().Replace(line, " ").Trim()).Where(line => line.Length > 0);

    static IEnumerable<string> Texts(JsonNode output)
    {
        switch ((string?)output["output_type"])
        {
            case "stream":
                yield return $"{output["name"]}: {SavedNotebook.Text(output["text"])}";
                break;
            case "error":
                yield return $"{output["ename"]}: {output["evalue"]}";
                break;
            case not null when IsChart(output):
                yield return ChartText(SavedNotebook.Text(output["data"]!["text/html"]));
                break;
            default:
                foreach (var (type, content) in (output["data"] as JsonObject ?? []).OrderBy(d => d.Key, StringComparer.Ordinal))
                    if (type == "text/html") yield return TextOf(SavedNotebook.Text(content));
                    else if (type.StartsWith("text/", StringComparison.Ordinal)) yield return SavedNotebook.Text(content);
                    else yield return type;
                break;
        }
    }

    static bool IsChart(JsonNode output) => SavedNotebook.Text(output["data"]?["text/html"]).Contains(OutputTidying.ChartStart);

    static string TextOf(string html) => WebUtility.HtmlDecode(
        Tag().Replace(RowEnd().Replace(Hidden().Replace(html, ""), "\n"), " "));

    /// <summary>The names on a chart.</summary>
    static string ChartText(string html)
    {
        try
        {
            if (JsonNode.Parse(Figure().Match(html).Groups[1].Value) is not JsonObject figure) return "chart";
            var layout = figure["layout"] as JsonObject ?? [];
            var titles = layout.Where(p => p.Key == "title" || p.Key.Contains("axis", StringComparison.Ordinal)).OrderBy(p => p.Key, StringComparer.Ordinal)
                .Select(p => $"{p.Key} {TitleIn(p.Key == "title" ? p.Value : (p.Value as JsonObject)?["title"])}");
            var traces = (figure["data"] as JsonArray ?? []).Select(t => (string?)t?["type"] ?? "scatter");
            return $"chart of {string.Join(", ", traces)}\n{string.Join('\n', titles)}";
        }
        catch (JsonException)
        {
            return "chart that cannot be read";
        }
    }

    static string TitleIn(JsonNode? title) => SavedNotebook.Text(title is JsonObject parts ? parts["text"] : title);

    [GeneratedRegex(@"(?<![\w.])[-−+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?(?![0-9])")]
    private static partial Regex Number();

    [GeneratedRegex("[ \t\r]+")]
    private static partial Regex Space();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("</(tr|p|div|li|h[1-6])>|<br[^>]*>")]
    private static partial Regex RowEnd();

    [GeneratedRegex(@"<(script|style)\b.*?</\1>", RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex("^  var figure = (.*);$", RegexOptions.Multiline)]
    private static partial Regex Figure();
}
