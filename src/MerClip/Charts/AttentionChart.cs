using MerClip.Explain;
using Plotly.NET;

namespace MerClip.Charts;

/// <summary>Where each label looked: labels in rows, steps in columns, one panel for each stage of the decoder.</summary>
public static class AttentionChart
{
    /// <summary>Above this, names of steps would not be read.</summary>
    const int MostNames = 40;

    /// <summary>Pixels above, between and below panels.</summary>
    const int Top = 80, Between = 120;

    /// <summary>Draws all stages, the first on top.</summary>
    /// <param name="explanation">The explanation of an utterance that has a modality.</param>
    /// <exception cref="ArgumentException">Nothing was looked at.</exception>
    public static GenericChart Of(Explanation explanation)
    {
        var stages = explanation.Attention;
        if (stages.Count == 0) throw new ArgumentException($"{explanation.Id} has no modality to look at", nameof(explanation));
        string[] labels = [.. explanation.Probabilities.Keys.Select(HouseStyle.Text)];
        int panel = 40 + 24 * labels.Length, inner = stages.Count * panel + (stages.Count - 1) * Between;
        double most = stages.SelectMany(s => s.Weights).SelectMany(w => w).DefaultIfEmpty(1).Max();

        var axes = new Dictionary<string, object>();
        var traces = new List<Trace>();
        for (int i = 0; i < stages.Count; i++)
        {
            string number = i == 0 ? "" : $"{i + 1}";
            double top = 1 - i * (panel + Between) / (double)inner, bottom = Math.Max(0, top - panel / (double)inner);
            var stage = stages[i];
            int[] places = [.. Enumerable.Range(1, stage.Steps.Count)];
            string[] names = [.. stage.Steps.Select(s => HouseStyle.Text(NameIn(stage, s)))];
            axes[$"xaxis{number}"] = HouseStyle.Axis($"steps of {Of(stage)}", new { anchor = $"y{number}", showgrid = false })
                .With(names.Length > MostNames ? new { } : new { tickmode = "array", tickvals = places, ticktext = names });
            axes[$"yaxis{number}"] = HouseStyle.Axis("label", new
            {
                domain = new[] { Math.Round(bottom, 4), Math.Round(top, 4) },
                anchor = $"x{number}",
                type = "category",
                autorange = "reversed",
                showgrid = false,
            });
            traces.Add(new Trace("heatmap").With(new
            {
                x = places,
                y = labels,
                z = stage.Weights.Select(row => row.Select(w => Math.Round(w, 4))),
                text = labels.Select(_ => names),
                xaxis = $"x{number}",
                yaxis = $"y{number}",
                zmin = 0,
                zmax = Math.Round(most, 4),
                colorscale = HouseStyle.Amount,
                showscale = i == 0,
                colorbar = new { title = new { text = "attention" }, thickness = 14, outlinewidth = 0, tickformat = ".0%" },
                xgap = 1,
                ygap = 1,
                hovertemplate = "%{y} looks at %{text}: %{z:.1%}<extra></extra>",
            }));
        }
        var chart = HouseStyle.Chart($"Where the labels looked in {HouseStyle.Text(explanation.Id)}",
            (Plotly.NET.LayoutObjects.LinearAxis)axes["xaxis"], (Plotly.NET.LayoutObjects.LinearAxis)axes["yaxis"],
            inner + Top + Between, traces, new { margin = new { l = 60, r = 20, t = Top, b = Between } });
        var layout = GenericChart.getLayout(chart);
        foreach (var (name, axis) in axes) layout.SetProperty(name, axis);
        return GenericChart.setLayout(layout, chart);
    }

    static string Of(AttentionMap stage)
    {
        string block = stage.Block.ToString().ToLowerInvariant(), layer = stage.Layer > 1 ? $", layer {stage.Layer}" : "";
        return stage.Steps.All(s => s.Modality == stage.Block) ? block + layer : $"all modalities, in the block of {block}{layer}";
    }

    /// <summary>A step among those of all modalities says of which it is.</summary>
    static string NameIn(AttentionMap stage, StepSpan step) => stage.Steps.All(s => s.Modality == stage.Block)
        ? step.Name
        : $"{step.Modality.ToString().ToLowerInvariant()}: {step.Name}";
}
