using MerClip.Training;
using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace MerClip.Charts;

/// <summary>How training went: a thin line a seed over the epochs, with a mark at the epoch that was kept.</summary>
public static class LearningCurves
{
    /// <summary>The loss on train and valid.</summary>
    /// <param name="bySeed">The epochs of each seed, from the first on.</param>
    public static GenericChart Loss(IReadOnlyDictionary<int, IReadOnlyList<EpochRecord>> bySeed) => Chart(
        "Loss over the epochs", "mean loss an utterance", bySeed,
        ("train", HouseStyle.Blue, e => e.TrainLoss), ("valid", HouseStyle.Vermillion, e => e.ValidLoss));

    /// <summary>The mean absolute error on valid; null if the labels have no values.</summary>
    /// <param name="bySeed">The epochs of each seed, from the first on.</param>
    public static GenericChart? Mae(IReadOnlyDictionary<int, IReadOnlyList<EpochRecord>> bySeed) =>
        bySeed.Values.SelectMany(e => e).All(e => e.ValidMae is not null)
            ? Chart("Error over the epochs", "MAE (sentiment units)", bySeed,
                ("valid", HouseStyle.Vermillion, e => e.ValidMae!.Value))
            : null;

    static GenericChart Chart(string title, string unit, IReadOnlyDictionary<int, IReadOnlyList<EpochRecord>> bySeed,
        params (string Name, string Colour, Func<EpochRecord, double> Value)[] curves)
    {
        var traces = new List<Trace>();
        foreach (var (name, colour, value) in curves)
            foreach (var (seed, epochs) in bySeed.OrderBy(s => s.Key))
                traces.Add(new Trace("scatter").With(new
                {
                    mode = "lines",
                    name,
                    legendgroup = name,
                    showlegend = seed == bySeed.Keys.Min(),
                    x = epochs.Select(e => e.Epoch),
                    y = epochs.Select(e => Math.Round(value(e), 4)),
                    line = new Line().With(new { color = colour, width = 2 }),
                    hovertemplate = $"seed {seed}, epoch %{{x}}<br>{name} %{{y:.3f}}<extra></extra>",
                }));
        var (_, last, kept) = curves[^1];
        var best = bySeed.OrderBy(s => s.Key).Where(s => s.Value.Count > 0)
            .Select(s => (Seed: s.Key, Epoch: s.Value.MinBy(e => e.Score)!)).ToArray();
        traces.Add(new Trace("scatter").With(new
        {
            mode = "markers",
            name = "epoch kept, best on valid",
            x = best.Select(b => b.Epoch.Epoch),
            y = best.Select(b => Math.Round(kept(b.Epoch), 4)),
            text = best.Select(b => $"seed {b.Seed}"),
            marker = new Marker().With(new { color = last, size = 9, symbol = "diamond", line = HouseStyle.Outline }),
            hovertemplate = "%{text}: epoch %{x} is kept<br>%{y:.3f}<extra></extra>",
        }));
        return HouseStyle.Chart(title, HouseStyle.Axis("epoch", new { rangemode = "tozero", tickformat = "d" }),
            HouseStyle.Axis(unit), 380, traces);
    }
}
