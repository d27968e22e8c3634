using MerClip.Data;
using MerClip.Explain;
using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace MerClip.Charts;

/// <summary>Which words, frames and pieces of time moved a prediction: bars for what leaving a step out changes, points for what the
/// gradient says.</summary>
public static class StepChart
{
    /// <summary>Above this, names of steps would not be read.</summary>
    const int MostNames = 40;

    /// <summary>Draws the steps of a modality, over the seconds if they have a time.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="modality">A modality that the utterance has.</param>
    /// <exception cref="ArgumentException">The utterance lacks it.</exception>
    public static GenericChart Of(Explanation explanation, Modality modality)
    {
        StepEffect[] effects = [.. explanation.Steps.Where(e => e.Step.Modality == modality)];
        string name = modality.ToString().ToLowerInvariant();
        if (effects.Length == 0) throw new ArgumentException($"{explanation.Id} has no {name}", nameof(modality));
        bool timed = effects.All(e => e.Step.From is not null);
        double[] places = [.. effects.Select((e, i) => timed ? Math.Round((e.Step.From + e.Step.To)!.Value / 2, 4) : i + 1)];
        string[] names = [.. effects.Select(e => HouseStyle.Text(e.Step.Name))];
        var bars = new Trace("bar").With(new
        {
            name = "left out (occlusion)",
            x = places,
            y = effects.Select(e => Math.Round(e.Occlusion, 5)),
            width = timed ? effects.Select(e => Math.Round(0.9 * (e.Step.To - e.Step.From)!.Value, 4)) : null,
            text = names,
            textposition = "none",
            marker = new Marker().With(new { color = effects.Select(e => e.Occlusion < 0 ? HouseStyle.Vermillion : HouseStyle.Blue) }),
            hovertemplate = "%{text}<br>left out: %{y:+.4f}<extra></extra>",
        });
        var points = new Trace("scatter").With(new
        {
            name = "gradient × input",
            mode = "markers",
            x = places,
            y = effects.Select(e => Math.Round(e.Gradient, 5)),
            text = names,
            marker = new Marker().With(new { color = HouseStyle.Grey, size = 7, symbol = "diamond", line = HouseStyle.Outline }),
            hovertemplate = "%{text}<br>gradient × input: %{y:+.4f}<extra></extra>",
        });
        object ticks = timed || effects.Length > MostNames
            ? new { zeroline = false }
            : new { zeroline = false, tickmode = "array", tickvals = places, ticktext = names };
        return HouseStyle.Chart($"Steps of {name} that moved {HouseStyle.Text(explanation.Id)}",
            HouseStyle.Axis(timed ? "time (s)" : modality == Modality.Text ? "word" : "step", ticks),
            HouseStyle.Axis($"change of the {HouseStyle.Text(explanation.Quantity)}", new { zerolinecolor = HouseStyle.Grey }),
            360, [bars, points]);
    }
}
