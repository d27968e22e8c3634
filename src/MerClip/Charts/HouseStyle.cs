using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace MerClip.Charts;

/// <summary>
/// How all charts look: the colours of Okabe and Ito (2008), which people with any colour vision tell apart, less the two
/// that vanish on white or on black; no background and text of a middle grey, so that light and dark pages both do; axes
/// with names and units. A chart is a Plotly.NET chart like any other: restyle it with Plotly.NET.
/// </summary>
public static class HouseStyle
{
    /// <summary>Blue: what is shown first, and what is positive.</summary>
    public const string Blue = "#0072B2";

    /// <summary>Vermillion: what is shown second, and what is negative.</summary>
    public const string Vermillion = "#D55E00";

    /// <summary>Grey: text, and what others are compared with.</summary>
    public const string Grey = "#7F7F7F";

    /// <summary>Around marks that lie on others.</summary>
    internal static object Outline { get; } = new { width = 1, color = "#FFFFFF" };

    const string Faint = "rgba(127,127,127,0.25)", Font = "system-ui, sans-serif";

    /// <summary>Colours for things of different kinds, in the order in which to use them.</summary>
    public static IReadOnlyList<string> Palette { get; } =
        [Blue, Vermillion, "#009E73", "#CC79A7", "#E69F00", "#56B4E9", Grey];

    /// <summary>From little to much: places in [0, 1] and their colours.</summary>
    internal static object[][] Amount { get; } = [[0, "#EDF3F8"], [0.5, "#5BA3CE"], [1, "#004B78"]];

    /// <summary>From negative over 0 to positive, for points: 0 is seen on white and on black.</summary>
    internal static object[][] Diverging { get; } = [[0, Vermillion], [0.5, "#BDBDBD"], [1, Blue]];

    /// <summary>The same for cells with numbers in them: 0 is light.</summary>
    internal static object[][] DivergingCells { get; } = [[0, Vermillion], [0.5, "#F4F4F4"], [1, Blue]];

    /// <summary>An axis.</summary>
    /// <param name="title">What it shows, with the unit.</param>
    /// <param name="properties">Anything else of plotly's axes.</param>
    internal static LinearAxis Axis(string title, object? properties = null) => new LinearAxis().With(new
    {
        title = new Title().With(new { text = title, standoff = 10 }),
        automargin = true,
        gridcolor = Faint,
        linecolor = Faint,
        zerolinecolor = Faint,
    }).With(properties ?? new { });

    /// <summary>Puts a chart together.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    /// <param name="height">Pixels; the width is that of the page.</param>
    /// <param name="traces">What is drawn, the last on top.</param>
    /// <param name="properties">Anything else of plotly's layout.</param>
    internal static GenericChart Chart(
        string title, LinearAxis x, LinearAxis y, int height, IEnumerable<Trace> traces, object? properties = null)
    {
        var layout = new Layout().With(new
        {
            title = new Title().With(new
            {
                text = title,
                font = new { size = 16 },
                x = 0,
                xref = "paper",
                xanchor = "left",
                y = 1,
                yanchor = "top",
                pad = new { t = 12 },
            }),
            height,
            font = new { family = Font, size = 13, color = Grey },
            paper_bgcolor = "rgba(0,0,0,0)",
            plot_bgcolor = "rgba(0,0,0,0)",
            colorway = Palette,
            margin = new { l = 60, r = 20, t = 76, b = 50 },
            legend = new Legend().With(new { orientation = "h", x = 0, xanchor = "left", y = 1.01, yanchor = "bottom" }),
            hoverlabel = new { align = "left", bgcolor = "#2B333C", bordercolor = Grey, font = new { family = Font, color = "#FFFFFF" } },
            modebar = new { bgcolor = "rgba(0,0,0,0)", color = Grey, activecolor = Blue },
            xaxis = x,
            yaxis = y,
        }).With(properties ?? new { });
        return GenericChart.setLayout(layout, GenericChart.ofTraceObjects(false, traces.ToArray()));
    }

    /// <summary>Fills an object of Plotly.NET by the names that plotly.js has for its properties
    /// (plotly.com/javascript/reference), which are fewer and shorter than Plotly.NET's own.</summary>
    internal static T With<T>(this T target, object properties) where T : DynamicObj.DynamicObj
    {
        foreach (var property in properties.GetType().GetProperties())
            if (property.GetValue(properties) is { } value) target.SetProperty(property.Name, value);
        return target;
    }

    /// <summary>Somebody's text, as a chart may show it: plotly reads tags, entities and TeX, which are to be seen as they
    /// are written. Long texts are broken into lines and cut.</summary>
    /// <param name="text">The text.</param>
    internal static string Text(string text)
    {
        const int Line = 60, Most = 300;
        if (text.Length > Most) text = text[..Most] + "…";
        var lines = new List<string> { "" };
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Chunk(Line));
        foreach (string word in words.Select(part => new string(part)))
            if (lines[^1].Length == 0) lines[^1] = word;
            else if (lines[^1].Length + word.Length < Line) lines[^1] += " " + word;
            else lines.Add(word);
        return string.Join("<br>", lines.Select(line =>
            line.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("$", "&#36;")));
    }
}
