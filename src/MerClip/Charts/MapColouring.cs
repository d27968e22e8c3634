using MerClip.Evaluation;
using MerClip.Labels;

namespace MerClip.Charts;

/// <summary>A way of colouring the points of a map: a number a point, and how numbers become colours.</summary>
/// <param name="Name">What the colours show.</param>
/// <param name="Values">The number of each point.</param>
/// <param name="Scale">Colours from the least to the greatest number.</param>
/// <param name="From">The number of the first colour.</param>
/// <param name="To">The number of the last colour.</param>
/// <param name="Bar">The legend.</param>
sealed record MapColouring(string Name, double[] Values, object[][] Scale, double From, double To, object Bar)
{
    /// <summary>What is true or predicted: the value on an ordinal set, else the label.</summary>
    public static MapColouring ByLabel(
        string name, LabelSet labels, IEnumerable<(string Cell, IReadOnlyList<int> Places)> outcomes)
    {
        if (labels.Kind == LabelKind.Ordinal)
        {
            double far = labels.Labels.Max(l => Math.Abs(l.Value!.Value));
            double[] values = [.. outcomes.Select(o => Math.Round(PredictionCell.Number(o.Cell)!.Value, 2))];
            return new MapColouring(name, values, HouseStyle.Diverging, -far, far, Legend($"{name} (value)"));
        }
        // Of a multi set: the first of several labels; none has a place of its own.
        var names = labels.Labels.Select(l => HouseStyle.Text(l.Name));
        return ByPlace(name, [.. labels.Kind == LabelKind.Multi ? names.Append("none") : names],
            outcomes.Select(o => o.Places.Count == 0 ? labels.Count : o.Places[0]));
    }

    /// <summary>How wrong predictions are.</summary>
    public static MapColouring ByError(IReadOnlyList<Outcome> outcomes) => new(
        "error", [.. outcomes.Select(o => Math.Round(o.Error, 3))], [[0, "#BDBDBD"], [0.5, "#E69F00"], [1, "#A83E00"]],
        0, outcomes.Select(o => o.Error).Append(1e-3).Max(), Legend("error"));

    /// <summary>Who speaks; speakers are many, so colours repeat.</summary>
    public static MapColouring BySpeaker(IReadOnlyList<Outcome> outcomes)
    {
        string[] videos = [.. outcomes.Select(o => o.Video).Distinct()];
        var colouring = ByPlace("speaker", [.. HouseStyle.Palette.Select(_ => "")],
            outcomes.Select(o => Array.IndexOf(videos, o.Video) % HouseStyle.Palette.Count));
        return colouring with { Bar = Legend("speaker<br>(colours<br>repeat)", []) };
    }

    /// <summary>The arguments with which plotly's restyle changes the points of the first trace to this.</summary>
    public object[] Restyle() =>
    [
        new Dictionary<string, object>
        {
            ["marker.color"] = new[] { Values },
            ["marker.colorscale"] = new[] { Scale },
            ["marker.cmin"] = From,
            ["marker.cmax"] = To,
            ["marker.colorbar"] = Bar,
        },
        new[] { 0 },
    ];

    /// <summary>Things that are told apart by colour: a scale of one step for each.</summary>
    static MapColouring ByPlace(string name, string[] names, IEnumerable<int> places)
    {
        double step = 1.0 / names.Length;
        object[][] scale = [.. names.SelectMany((_, i) => new object[][]
        {
            [i * step, HouseStyle.Palette[i % HouseStyle.Palette.Count]],
            [(i + 1) * step, HouseStyle.Palette[i % HouseStyle.Palette.Count]],
        })];
        scale[^1][0] = 1; // what rounding made of it
        return new MapColouring(name, [.. places], scale, -0.5, names.Length - 0.5, Legend(name, names));
    }

    static object Legend(string title) => new { title = new { text = title }, thickness = 14, outlinewidth = 0 };

    static object Legend(string title, string[] names) => new
    {
        title = new { text = title },
        thickness = 14,
        outlinewidth = 0,
        tickvals = Enumerable.Range(0, names.Length),
        ticktext = names,
    };
}
