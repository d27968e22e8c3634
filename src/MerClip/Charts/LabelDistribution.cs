using MerClip.Data;
using Plotly.NET;

namespace MerClip.Charts;

/// <summary>How often each sentiment occurs in each split.</summary>
public static class LabelDistribution
{
    /// <summary>Draws the shares of the seven classes, each sentiment rounded to the nearest.</summary>
    /// <param name="corpus">The utterances; those without a sentiment are left out.</param>
    public static GenericChart Of(Corpus corpus)
    {
        var traces = Enum.GetValues<Split>().Where(s => corpus[s].Count > 0).Index().Select(split =>
        {
            var classes = corpus[split.Item].Where(u => !float.IsNaN(u.Sentiment))
                .CountBy(u => (int)MathF.Round(Math.Clamp(u.Sentiment, -3, 3), MidpointRounding.ToEven)).ToDictionary();
            int all = Math.Max(1, classes.Values.Sum());
            int[] counts = [.. Enumerable.Range(-3, 7).Select(c => classes.GetValueOrDefault(c))];
            return new Trace("bar").With(new
            {
                name = $"{split.Item.ToString().ToLowerInvariant()}, {all} utterances",
                x = Enumerable.Range(-3, 7),
                y = counts.Select(n => Math.Round(100.0 * n / all, 2)),
                text = counts,
                textposition = "none",
                marker = new { color = HouseStyle.Palette[split.Index] },
                hovertemplate = "sentiment %{x}: %{text} utterances, %{y:.1f} %<extra></extra>",
            });
        });
        return HouseStyle.Chart("How sentiment is distributed",
            HouseStyle.Axis("sentiment, rounded: −3 very negative … 3 very positive", new { dtick = 1 }),
            HouseStyle.Axis("share of the split (%)"), 380, traces, new { barmode = "group" });
    }
}
