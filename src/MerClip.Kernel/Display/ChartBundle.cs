using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MerClip.Kernel.Display;

/// <summary>
/// A Plotly.NET chart, matched by name, as HTML that needs no network and as Plotly's own JSON. The script itself comes
/// out of the Plotly.NET assembly, once a notebook: with the first chart, and again whenever that cell is run again.
/// </summary>
static class ChartBundle
{
    const string PlotlyJson = "application/vnd.plotly.v1+json";
    const int LargestTemplate = 3000;

    static readonly Lock Gate = new();
    static string? scriptCell;
    static (int Cell, int Charts) counter;

    public static MimeBundle? Of(object value)
    {
        if (ChartType(value.GetType()) is not { } type) return null;
        var figure = (JsonObject)JsonNode.Parse((string)type.GetMethod("toFigureJson")!.Invoke(null, [value])!)!;
        var data = figure["data"] as JsonArray ?? [];
        var layout = figure["layout"] as JsonObject ?? [];
        if (layout["template"]?.ToJsonString().Length > LargestTemplate) layout.Remove("template"); // many times the chart's own size
        var shown = new JsonObject { ["data"] = data.DeepClone(), ["layout"] = layout.DeepClone() };
        if (figure["config"] is { } config) shown["config"] = config.DeepClone();

        var bundle = new MimeBundle { [PlotlyJson] = shown };
        lock (Gate) bundle[MimeBundle.Html] = Html(type.Assembly, shown);
        bundle[MimeBundle.Plain] = $"Plotly chart: {string.Join(", ", data.Select(t => (string?)t?["type"] ?? "scatter"))}";
        return bundle;
    }

    static Type? ChartType(Type type)
    {
        for (Type? t = type; t is not null; t = t.BaseType)
            if (t.FullName == "Plotly.NET.GenericChart") return t;
        return null;
    }

    static string Html(Assembly plotly, JsonObject figure)
    {
        var cell = CellScope.Current;
        counter = counter.Cell == cell?.ExecutionCount ? (counter.Cell, counter.Charts + 1) : (cell?.ExecutionCount ?? 0, 1);
        string json = figure.ToJsonString().Replace("</", "<\\/");
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..8];
        string id = $"chart-{counter.Cell}-{counter.Charts}-{hash}";
        string width = Size(figure, "width", "100%"), height = Size(figure, "height", "450px");

        var html = new StringBuilder();
        if (scriptCell is null || scriptCell == cell?.Code && counter.Charts == 1)
        {
            scriptCell = cell?.Code ?? "";
            html.Append(Script(plotly));
        }
        // The page may hold the chart before the script: a saved notebook is shown in pieces.
        html.Append($$"""
            <div id="{{id}}" style="width:{{width}};height:{{height}}"></div>
            <script>(function draw(tries) {
              var figure = {{json}};
              var place = document.getElementById("{{id}}");
              if (window.Plotly && place) Plotly.newPlot(place, figure.data, figure.layout, Object.assign({responsive: true}, figure.config));
              else if (tries > 0) setTimeout(function () { draw(tries - 1); }, 100);
              else if (place) place.textContent = "Run the cell of the notebook's first chart: it brings plotly.js.";
            })(50);</script>
            """);
        return html.ToString();
    }

    static string Size(JsonObject figure, string side, string otherwise) =>
        figure["layout"]?[side] is JsonValue size ? $"{size}px" : otherwise;

    /// <summary>plotly.js, kept from registering with a module loader that the front end may have.</summary>
    static string Script(Assembly plotly)
    {
        string name = plotly.GetManifestResourceNames().First(n => n.EndsWith(".min.js"));
        using var reader = new StreamReader(plotly.GetManifestResourceStream(name)!);
        string script = reader.ReadToEnd().Replace("</script", "<\\/script");
        return $"<script>if (!window.Plotly) (function (define, module, exports) {{ {script}\n}}).call(window);</script>\n";
    }
}
