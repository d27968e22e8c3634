using MerClip.Data;
using MerClip.Data.Audit;
using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace MerClip.Charts;

/// <summary>What an audit of a data set found, split beside split.</summary>
public static class AuditCharts
{
    static readonly double[] Ratios = [0.001, 0.01, 0.1, 0.25, 0.5, 1, 2, 4, 10, 100, 1000];

    /// <summary>How the sentiments are distributed; null if no split has labels.</summary>
    /// <param name="audit">The audit.</param>
    public static GenericChart? Labels(CorpusAudit audit)
    {
        Trace[] bars = [.. audit.Splits.Where(s => s.Labels is not null).Select((split, i) => new Trace("bar").With(new
        {
            name = split.Name,
            x = Enumerable.Range(-3, 7),
            y = split.Labels!.Histogram.Select(n => Math.Round(100.0 * n / Math.Max(1, split.Labels.Histogram.Sum()), 2)),
            text = split.Labels.Histogram,
            textposition = "none",
            marker = Filled(i),
            hovertemplate = $"{split.Name}: %{{text}} utterances near %{{x}}<br>%{{y:.1f}} %<extra></extra>",
        }))];
        return bars.Length == 0 ? null : HouseStyle.Chart("Sentiment labels", HouseStyle.Axis("sentiment, rounded", new { dtick = 1 }),
            HouseStyle.Axis("utterances (% of the split)", new { rangemode = "tozero" }), 380, bars);
    }

    /// <summary>How long the sequences of a modality are; null if no split has it.</summary>
    /// <param name="audit">The audit.</param>
    /// <param name="modality">The modality.</param>
    public static GenericChart? Lengths(CorpusAudit audit, Modality modality)
    {
        Trace[] lines = [.. audit.Splits.SelectMany(s => s.Lengths.Select(l => (s.Name, Length: l)))
            .Where(s => s.Length.Modality == modality).Select((s, i) => new Trace("scatter").With(new
            {
                name = s.Name,
                mode = "lines",
                x = Enumerable.Range(0, s.Length.Histogram.Count).Select(b => (b + 0.5) * s.Length.BinWidth + 0.5),
                y = s.Length.Histogram.Select(n => Math.Round(100.0 * n / Math.Max(1, s.Length.Histogram.Sum()), 2)),
                text = s.Length.Histogram.Select((n, b) => $"{n} of {b * s.Length.BinWidth + 1} to {(b + 1) * s.Length.BinWidth} steps"),
                line = new Line().With(new { color = HouseStyle.Palette[i % HouseStyle.Palette.Count], width = 2, shape = "hvh" }),
                hovertemplate = $"{s.Name}: %{{text}}<br>%{{y:.1f}} %<extra></extra>",
            }))];
        return lines.Length == 0 ? null : HouseStyle.Chart($"Lengths of {Name(modality)}", HouseStyle.Axis("steps", new { rangemode = "tozero" }),
            HouseStyle.Axis("utterances (% of the split)", new { rangemode = "tozero" }), 340, lines);
    }

    /// <summary>How far the features of valid and test are from train's scale; null if too little is there to tell.</summary>
    /// <param name="audit">The audit.</param>
    /// <param name="modality">The modality.</param>
    public static GenericChart? Scales(CorpusAudit audit, Modality modality)
    {
        Trace[] points = [.. audit.Scales.Where(s => s.Modality == modality).Select((scale, i) => new Trace("scatter").With(new
        {
            name = scale.Split,
            mode = "markers",
            x = scale.Shift.Select(v => Math.Round(v, 3)),
            y = scale.Ratio.Select(v => Math.Round(v, 4)),
            text = scale.Features.Select(f => $"feature {f}"),
            marker = Filled(i),
            hovertemplate = $"{scale.Split}, %{{text}}<br>%{{x:.2f}} deviations from train's mean"
                + "<br>%{y:.2f} of train's deviation<extra></extra>",
        }))];
        return points.Length == 0 ? null : HouseStyle.Chart($"Scale of {Name(modality)} beside train's",
            HouseStyle.Axis("distance of the means (standard deviations)"),
            HouseStyle.Axis("ratio of the deviations", new { type = "log", tickvals = Ratios, ticktext = Ratios }), 380, points);
    }

    static Marker Filled(int i) => new Marker().With(new { color = HouseStyle.Palette[i % HouseStyle.Palette.Count], opacity = 0.85 });

    static string Name(Modality modality) => modality.ToString().ToLowerInvariant();
}
