using MerClip.Data;
using MerClip.Labels;

namespace MerClip.Evaluation.Statistics;

/// <summary>What a run predicted of a split with each of its seeds, cut into the units that are resampled.</summary>
public sealed class RunSample
{
    readonly LabelKind kind;
    readonly IReadOnlyList<string> labels;
    readonly SortedDictionary<string, string> truth;
    readonly MetricSums measure;
    readonly double[][] terms, scores, totals;

    /// <summary>Cuts predictions into units.</summary>
    /// <param name="name">What the run is called.</param>
    /// <param name="tables">The predictions of each seed; at least one.</param>
    /// <param name="split">The split.</param>
    /// <param name="by">What a unit is.</param>
    /// <exception cref="InputException">There is no prediction on the split, or seeds predicted different utterances.</exception>
    public RunSample(string name, IReadOnlyDictionary<int, PredictionTable> tables, Split split, SamplingUnit by)
    {
        Name = name;
        Seeds = [.. tables.Keys.Order()];
        (kind, labels) = (tables[Seeds[0]].Kind, tables[Seeds[0]].Labels);
        // By name, so that runs which list the same utterances in another order are cut alike.
        PredictionRow[][] rows = [.. Seeds.Select(s => tables[s][split].OrderBy(r => r.Id, StringComparer.Ordinal).ToArray())];
        if (rows[0].Length == 0)
            throw new InputException($"{name} has no prediction on the split {split.ToString().ToLowerInvariant()}: choose another --split");
        truth = new(rows[0].ToDictionary(r => r.Id, r => r.Truth), StringComparer.Ordinal);
        for (int s = 1; s < rows.Length; s++)
            if (!rows[s].Select(r => (r.Id, r.Truth)).SequenceEqual(rows[0].Select(r => (r.Id, r.Truth))))
                throw new InputException($"{name}: seeds {Seeds[0]} and {Seeds[s]} predicted different utterances; evaluate the run again");

        string[] unitOf = [.. rows[0].Select(r => by == SamplingUnit.Speaker ? Utterance.VideoOf(r.Id) : r.Id)];
        Units = [.. unitOf.Distinct()];
        var places = Units.Index().ToDictionary(u => u.Item, u => u.Index);
        measure = MetricSums.For(tables[Seeds[0]]);
        int width = measure.Width;
        terms = [.. rows.Select(of =>
        {
            var sums = new double[Units.Count * width];
            for (int i = 0; i < of.Length; i++) measure.Add(of[i], sums.AsSpan(places[unitOf[i]] * width, width));
            return sums;
        })];
        totals = [.. terms.Select(t => Total(t, width))];
        scores = [.. totals.Select(t => Score(t))];
    }

    /// <summary>What the run is called.</summary>
    public string Name { get; }

    /// <summary>The seeds, ascending.</summary>
    public IReadOnlyList<int> Seeds { get; }

    /// <summary>What is resampled: ids of utterances, or videos.</summary>
    public IReadOnlyList<string> Units { get; }

    /// <summary>How many utterances there are.</summary>
    public int N => truth.Count;

    /// <summary>The metrics by their names in metrics.json.</summary>
    public IReadOnlyList<string> Metrics => measure.Metrics;

    /// <summary>What each seed's model scores, in the order of <see cref="Seeds"/>.</summary>
    /// <param name="metric">The place of the metric in <see cref="Metrics"/>.</param>
    public double[] Scores(int metric) => [.. scores.Select(s => s[metric])];

    /// <summary>How many sums a unit has, K.</summary>
    internal int Width => measure.Width;

    /// <summary>The sums of each unit of a seed, by its place: [units, K].</summary>
    internal ReadOnlySpan<double> Terms(int seed) => terms[seed];

    /// <summary>The sums over all units of a seed, by its place: [K].</summary>
    internal ReadOnlySpan<double> Totals(int seed) => totals[seed];

    /// <summary>The metrics, [M], from sums, [K].</summary>
    internal double[] Score(ReadOnlySpan<double> sums)
    {
        var result = new double[Metrics.Count];
        measure.Score(sums, result);
        return result;
    }

    /// <summary>Requires that another run predicted the same utterances, with the same truth.</summary>
    /// <exception cref="InputException">It did not; the message names an utterance.</exception>
    public void RequireSame(RunSample other)
    {
        if (kind != other.kind || kind != LabelKind.Ordinal && !labels.SequenceEqual(other.labels))
            throw new InputException($"{Name} and {other.Name} predict different labels: compare runs with the same label set");
        foreach (var (here, there) in new[] { (this, other), (other, this) })
            if (here.truth.Keys.FirstOrDefault(id => !there.truth.ContainsKey(id)) is { } only)
                throw new InputException($"{Name} and {other.Name} are scored on different utterances ({InputException.Shown(only)} is only in "
                    + $"{here.Name}): evaluate both on the same data");
        if (truth.FirstOrDefault(t => other.truth[t.Key] != t.Value) is { Key: { } id } differs)
            throw new InputException($"{Name} and {other.Name} have different truth ({InputException.Shown(id)} is {differs.Value} in one and "
                + $"{other.truth[id]} in the other): evaluate both on the same data");
    }

    static double[] Total(double[] terms, int width)
    {
        var total = new double[width];
        for (int i = 0; i < terms.Length; i++) total[i % width] += terms[i];
        return total;
    }
}
