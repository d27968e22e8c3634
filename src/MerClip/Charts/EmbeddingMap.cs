using System.Globalization;
using MerClip.Evaluation;
using MerClip.Labels;
using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace MerClip.Charts;

/// <summary>Utterances as points, with the labels in the same plane. A menu colours them by truth, prediction, error or
/// speaker; pointing at one shows its id, text, truth and prediction.</summary>
public static class EmbeddingMap
{
    /// <summary>Draws the map.</summary>
    /// <param name="space">Where utterances and labels are.</param>
    /// <param name="outcomes">What is known of each utterance, in the order of the space.</param>
    /// <param name="labels">The labels, in the order of the space.</param>
    public static GenericChart Of(EmbeddingSpace space, IReadOnlyList<Outcome> outcomes, LabelSet labels)
    {
        MapColouring[] colourings =
        [
            MapColouring.ByLabel("truth", labels, outcomes.Select(o => (o.Truth, o.TrueLabels))),
            MapColouring.ByLabel("prediction", labels, outcomes.Select(o => (o.Prediction, o.PredictedLabels))),
            MapColouring.ByError(outcomes),
            MapColouring.BySpeaker(outcomes),
        ];
        var utterances = new Trace("scatter").With(new
        {
            name = "utterances",
            mode = "markers",
            ids = outcomes.Select(o => o.Id),
            x = space.Utterances.Select(p => Math.Round(p.X, 3)),
            y = space.Utterances.Select(p => Math.Round(p.Y, 3)),
            text = outcomes.Select(o => HouseStyle.Text($"{o.Id}") + "<br>" + HouseStyle.Text(o.Text)),
            customdata = outcomes.Select(o => new[] { Cell(o.Truth, labels), Cell(o.Prediction, labels) }),
            hovertemplate = "%{text}<br>true: %{customdata[0]}<br>predicted: %{customdata[1]}<extra></extra>",
            marker = new Marker().With(new
            {
                size = 8,
                opacity = 0.9,
                line = new { width = 0.5, color = HouseStyle.Grey },
                color = colourings[0].Values,
                colorscale = colourings[0].Scale,
                cmin = colourings[0].From,
                cmax = colourings[0].To,
                colorbar = colourings[0].Bar,
            }),
            unselected = new { marker = new { opacity = 0.06 } },
            showlegend = false,
        });
        var places = new Trace("scatter").With(new
        {
            name = "labels",
            mode = "markers+text",
            x = space.Labels.Select(p => Math.Round(p.X, 3)),
            y = space.Labels.Select(p => Math.Round(p.Y, 3)),
            text = labels.Labels.Select(l => $"<b>{HouseStyle.Text(l.Name)}</b>"),
            textposition = "top center",
            cliponaxis = false,
            hovertemplate = "label %{text}<extra></extra>",
            marker = new Marker().With(new { symbol = "star", size = 13, color = HouseStyle.Grey, line = HouseStyle.Outline }),
            unselected = new { marker = new { opacity = 1 } },
            showlegend = false,
        });
        var menu = new
        {
            type = "buttons",
            direction = "right",
            x = 0,
            xanchor = "left",
            y = 1.01,
            yanchor = "bottom",
            pad = new { t = 4, b = 4 },
            bgcolor = "#FFFFFF", // plotly marks the active button in a light colour, so all are light, on dark pages too
            bordercolor = HouseStyle.Grey,
            font = new { color = "#333333", size = 12 },
            buttons = colourings.Select(c => new { label = $"by {c.Name}", method = "restyle", args = c.Restyle() }),
        };
        return HouseStyle.Chart("Utterances and labels as the model sees them",
            HouseStyle.Axis(Component(1, space.Shares?.X)), HouseStyle.Axis(Component(2, space.Shares?.Y)), 560,
            [utterances, places], new
            {
                updatemenus = new[] { menu },
                hovermode = "closest",
                dragmode = "pan",
                margin = new { l = 60, r = 20, t = 88, b = 50 },
            });
    }

    static string Component(int number, double? share) => share is { } part
        ? $"component {number}, {(100 * part).ToString("F0", CultureInfo.InvariantCulture)} % of the variance"
        : $"t-SNE {number}, no unit";

    static string Cell(string cell, LabelSet labels) => labels.Kind == LabelKind.Ordinal
        ? PredictionCell.Number(cell)!.Value.ToString("0.##", CultureInfo.InvariantCulture)
        : HouseStyle.Text(cell.Length == 0 ? "none" : cell);
}
