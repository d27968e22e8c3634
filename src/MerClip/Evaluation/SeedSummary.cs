using System.Text.Json;
using MerClip.Data;

namespace MerClip.Evaluation;

/// <summary>How a run did on a split over all its seeds, beside what constant predictors do: summary.json.</summary>
/// <param name="Split">The split.</param>
/// <param name="N">How many utterances it has.</param>
/// <param name="Seeds">The seeds, ascending.</param>
/// <param name="Metrics">Each metric over the seeds, by its name in metrics.json.</param>
public sealed record SeedSummary(
    Split Split, int N, IReadOnlyList<int> Seeds, IReadOnlyDictionary<string, MetricSummary> Metrics)
{
    /// <summary>One metric over the seeds.</summary>
    /// <param name="metric">Its name in metrics.json, such as <c>mae</c>.</param>
    /// <exception cref="InputException">There is no such metric of these labels.</exception>
    public MetricSummary this[string metric] => Metrics.TryGetValue(metric, out var summary)
        ? summary
        : throw new InputException($"no metric '{metric}' here: use one of {string.Join(", ", Metrics.Keys)}");

    /// <summary>Summarises the cards of a run.</summary>
    /// <param name="split">The split that was scored.</param>
    /// <param name="bySeed">The card of each seed's model on it; at least one, all of the same type and size.</param>
    /// <param name="floors">The constant predictors' cards on it.</param>
    /// <exception cref="ArgumentException">There is no card, or they are of different sizes.</exception>
    public static SeedSummary Of(Split split, IReadOnlyDictionary<int, IScoreCard> bySeed, ConstantFloors floors)
    {
        int[] seeds = [.. bySeed.Keys.Order()];
        int[] sizes = [.. bySeed.Values.Select(c => c.N).Distinct()];
        if (sizes.Length != 1)
            throw new ArgumentException($"cards of {sizes.Length} different sizes cannot be summarised", nameof(bySeed));

        var metrics = new OrderedDictionary<string, MetricSummary>();
        foreach (string metric in bySeed[seeds[0]].Scores.Keys)
        {
            var values = new OrderedDictionary<int, double>();
            foreach (int seed in seeds) values.Add(seed, bySeed[seed].Scores[metric]);
            metrics.Add(metric, MetricSummary.Of(metric, values, floors));
        }
        return new(split, sizes[0], seeds, metrics);
    }

    /// <summary>Brings together runs of the same settings on the same data, which differ by their seeds.</summary>
    /// <param name="parts">At least one; no seed is in two of them.</param>
    /// <exception cref="ArgumentException">They are of different splits or sizes, or have a seed in common.</exception>
    public static SeedSummary Merge(IReadOnlyList<SeedSummary> parts)
    {
        var first = parts[0];
        int[] seeds = [.. parts.SelectMany(p => p.Seeds).Order()];
        if (parts.Any(p => p.Split != first.Split || p.N != first.N) || seeds.Distinct().Count() != seeds.Length)
            throw new ArgumentException("summaries of different splits, or of the same seed, cannot be brought together", nameof(parts));
        return first with
        {
            Seeds = seeds,
            Metrics = first.Metrics.ToDictionary(m => m.Key, m => m.Value.With(parts.SelectMany(p => p.Metrics[m.Key].Values)
                .OrderBy(v => v.Key).ToDictionary(v => v.Key, v => v.Value))),
        };
    }

    /// <summary>Writes it as JSON, whole or not at all: an entry a metric, beside <c>split</c>, <c>n</c> and
    /// <c>seeds</c>.</summary>
    /// <param name="path">The file.</param>
    public void Write(string path) => AtomicFile.WriteText(path, Text());

    /// <summary>What <see cref="Write"/> writes.</summary>
    internal string Text()
    {
        var json = new OrderedDictionary<string, object> { ["split"] = Split, ["n"] = N, ["seeds"] = Seeds };
        foreach (var (name, metric) in Metrics) json.Add(name, metric);
        return EvaluationJson.Text(json);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">There is no such file, or it holds something else.</exception>
    public static SeedSummary Read(string path)
    {
        var json = EvaluationJson.Read<OrderedDictionary<string, JsonElement>>(path);
        T Take<T>(string name) => json.Remove(name, out var value) && value.Deserialize<T>(EvaluationJson.Options) is { } taken
            ? taken
            : throw new InputException($"{path} lacks '{name}'; evaluate the run again");
        try
        {
            var (split, n, seeds) = (Take<Split>("split"), Take<int>("n"), Take<int[]>("seeds"));
            return new SeedSummary(split, n, seeds, json.Keys.ToArray().ToDictionary(name => name, Take<MetricSummary>));
        }
        catch (JsonException e)
        {
            throw new InputException($"{path} is not what was written there ({e.Message}); evaluate the run again", e);
        }
    }
}
