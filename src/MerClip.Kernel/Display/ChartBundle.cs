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
    /// <summary>The type of a figure in plotly's own JSON.</summary>
    public const string PlotlyJson = "application/vnd.plotly.v1+json";

    const int LargestTemplate = 3000;

    static readonly Lock Gate = new();
    static string? scriptCell;
    static (int Cell, int Charts) counter;

    /// <summary>A chart that is displayed; null for what is none.</summary>
    public static MimeBundle? Of(object value)
    {
        if (ChartType(value.GetType()) is not { } type) return null;
        var figure = (JsonObject)JsonNode.Parse((string)type.GetMethod("toFigureJson")!.Invoke(null, [value])!)!;
        lock (Gate)
        {
            Count();
            string script = IsScriptDue() ? Script(type.Assembly) : "";
            return Bundle(figure, IdOf(figure), script);
        }
    }

    /// <summary>
    /// A figure in plotly's JSON as a chart that changes: the bundle, and its id in the page, which the next state of the
    /// same chart is given. Where the notebook has no plotly.js yet, it comes in a bundle of its own, because each state
    /// of the chart takes the place of the one before.
    /// </summary>
    public static (MimeBundle? Script, MimeBundle Chart, string Id) Of(string figureJson, string? id)
    {
        var figure = JsonNode.Parse(figureJson) as JsonObject ?? throw new ArgumentException("a figure is an object with data and layout");
        lock (Gate)
        {
            if (id is not null) return (null, Bundle(figure, id, ""), id);
            Count();
            id = IdOf(figure);
            var script = PlotlyAssembly() is { } plotly && IsScriptDue() ? MimeBundle.Of(MimeBundle.Html, Script(plotly)) : null;
            if (script is not null) script[MimeBundle.Plain] = "plotly.js";
            return (script, Bundle(figure, id, ""), id);
        }
    }

    static Type? ChartType(Type type)
    {
        for (Type? t = type; t is not null; t = t.BaseType)
            if (t.FullName == "Plotly.NET.GenericChart") return t;
        return null;
    }

    /// <summary>The assembly that a library made a figure with.</summary>
    static Assembly? PlotlyAssembly() => AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(a => a.GetName().Name == "Plotly.NET");

    static void Count()
    {
        int cell = CellScope.Current?.ExecutionCount ?? 0;
        counter = (cell, counter.Cell == cell ? counter.Charts + 1 : 1);
    }

    static bool IsScriptDue()
    {
        string code = CellScope.Current?.Code ?? "";
        if (scriptCell is not null && !(scriptCell == code && counter.Charts == 1)) return false;
        scriptCell = code;
        return true;
    }

    static string IdOf(JsonObject figure)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(figure.ToJsonString()));
        return $"chart-{counter.Cell}-{counter.Charts}-{Convert.ToHexStringLower(hash)[..8]}";
    }

    static MimeBundle Bundle(JsonObject figure, string id, string script)
    {
        var data = figure["data"] as JsonArray ?? [];
        var layout = figure["layout"] as JsonObject ?? [];
        if (layout["template"]?.ToJsonString().Length > LargestTemplate) layout.Remove("template"); // many times the chart's own size
        var shown = new JsonObject { ["data"] = data.DeepClone(), ["layout"] = layout.DeepClone() };
        if (figure["config"] is { } config) shown["config"] = config.DeepClone();
        return new MimeBundle
        {
            [PlotlyJson] = shown,
            [MimeBundle.Html] = script + Html(shown, id),
            [MimeBundle.Plain] = $"Plotly chart: {string.Join(", ", data.Select(t => (string?)t?["type"] ?? "scatter"))}",
        };
    }

    /// <summary>
    /// The page may hold the chart before the script, as a saved notebook is shown in pieces, or never get the script: a saved
    /// notebook then has a picture before the chart (data-picture), which makes way for the chart where that is drawn. A
    /// chart that changes is put in its new place as it stands, and is not drawn anew.
    /// </summary>
    static string Html(JsonObject figure, string id) => $$"""
        <div id="{{id}}" style="width:{{Size(figure, "width", "100%")}};height:{{Size(figure, "height", "450px")}}"></div>
        <script>(function draw(tries) {
          var figure = {{figure.ToJsonString().Replace("</", "<\\/")}};
          var places = Array.from(document.querySelectorAll('[id="{{id}}"]'));
          var place = places.find(function (p) { return !p.classList.contains("js-plotly-plot"); });
          if (!window.Plotly || !place) {
            if (tries > 0) setTimeout(function () { draw(tries - 1); }, 100);
            else if (place && place.dataset.picture) place.remove();
            else if (place) {
              place.removeAttribute("id");
              place.textContent = "Run the cell of the notebook's first chart: it brings plotly.js.";
            }
            return;
          }
          var area = place.dataset.picture && place.closest(".output_area, .jp-OutputArea-child");
          var picture = area && area.previousElementSibling;
          if (picture && picture.querySelector("img")) {
            picture.classList.add("chart-picture");
            picture.style.display = "none";
          }
          place.style.display = "";
          var charts = window.notebookCharts = window.notebookCharts || {};
          var kept = charts["{{id}}"];
          if (kept && !kept.isConnected) place.replaceWith(place = kept);
          charts["{{id}}"] = place;
          Plotly.react(place, figure.data, figure.layout, Object.assign({responsive: true}, figure.config));
        })(50);</script>
        """;

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
