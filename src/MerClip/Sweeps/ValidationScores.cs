using System.Text.Json;
using MerClip.Runs;

namespace MerClip.Sweeps;

/// <summary>
/// What a trial scored on validation. There is no way to make one of test scores: what ranks trials takes these and nothing else,
/// so that nothing can be chosen by test.
/// </summary>
public sealed class ValidationScores
{
    readonly IReadOnlyDictionary<string, double> scores;

    ValidationScores(IReadOnlyDictionary<string, double> scores) => this.scores = scores;

    /// <summary>The metrics that there are, by their names in metrics.json.</summary>
    public IEnumerable<string> Names => scores.Keys;

    /// <summary>A score.</summary>
    /// <param name="metric">The metric.</param>
    /// <exception cref="InputException">It was not measured.</exception>
    public double this[string metric] => scores.TryGetValue(metric, out double value)
        ? value
        : throw new InputException($"there is no '{metric}' on validation to rank by: use one of {string.Join(", ", Names)}");

    /// <summary>Reads the scores of a finished run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="seed">Its seed.</param>
    /// <exception cref="InputException">They are not there.</exception>
    public static ValidationScores Read(RunFolder run, int seed)
    {
        string path = run.Metrics(seed);
        try
        {
            using var json = JsonDocument.Parse(InputFile.Read(path, File.ReadAllBytes));
            return new(json.RootElement.GetProperty("valid").EnumerateObject()
                .Where(p => p.Name != "n" && p.Value.ValueKind == JsonValueKind.Number)
                .ToDictionary(p => p.Name, p => p.Value.GetDouble()));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InputException($"{path} has no scores on validation; delete the trial's folder, it will be trained anew", e);
        }
    }
}
