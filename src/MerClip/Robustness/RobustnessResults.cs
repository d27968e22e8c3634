using System.Globalization;
using CsvHelper;
using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Runs;

namespace MerClip.Robustness;

/// <summary>How the models of a run fare on damaged inputs: robustness.json.</summary>
/// <param name="Split">The split.</param>
/// <param name="N">How many utterances it has.</param>
/// <param name="DataSha256">The SHA-256 of the data.</param>
/// <param name="Models">The SHA-256 of the weights of each seed's model.</param>
/// <param name="Floors">The best constant prediction on each metric that has one.</param>
/// <param name="Cells">All that was measured.</param>
public sealed record RobustnessResults(Split Split, int N, string DataSha256, IReadOnlyDictionary<int, string> Models,
    IReadOnlyDictionary<string, Floor> Floors, IReadOnlyList<RobustnessCell> Cells)
{
    /// <summary>The damages of which something is measured, in the order in which they were.</summary>
    public IReadOnlyList<string> Damages => [.. Cells.Select(c => c.Damage).Where(d => d != RobustnessCell.Clean).Distinct()];

    /// <summary>A curve for each damage and metric that has at least one rate measured with every model.</summary>
    public IReadOnlyList<RobustnessCurve> Curves =>
        [.. Damages.SelectMany(d => Cells[0].Scores.Keys.Select(m => Curve(d, m))).OfType<RobustnessCurve>()];

    /// <summary>The curve of a damage and a metric, of the rates that are measured with every model; null if there is none.</summary>
    /// <param name="damage">The damage's name.</param>
    /// <param name="metric">The metric's name in metrics.json.</param>
    public RobustnessCurve? Curve(string damage, string metric)
    {
        if (!Cells[0].Scores.ContainsKey(metric)) return null;
        var byRate = Cells.Where(c => c.Damage == damage || c.Damage == RobustnessCell.Clean).GroupBy(c => c.Rate).OrderBy(g => g.Key)
            .Select(g => (Rate: g.Key, Means: g.GroupBy(c => c.Seed).ToDictionary(s => s.Key, s => s.Average(c => c.Scores[metric]))))
            .Where(r => Models.Keys.All(r.Means.ContainsKey)).ToArray();
        return byRate.Length < 2 || byRate[0].Rate != 0 ? null : new RobustnessCurve(damage, metric, [.. byRate.Select(r => r.Rate)],
            Models.Keys.Order().ToDictionary(s => s, s => byRate.Select(r => r.Means[s]).ToArray()), Floors.GetValueOrDefault(metric));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="folder">Where it is.</param>
    /// <returns>Null if there is nothing.</returns>
    /// <exception cref="InputException">There is something else.</exception>
    public static RobustnessResults? Read(RunFolder folder) =>
        File.Exists(folder.Robustness) ? EvaluationJson.Read<RobustnessResults>(folder.Robustness) : null;

    /// <summary>Writes robustness.json, and robustness.csv with a line a cell; each appears whole or not at all.</summary>
    /// <param name="folder">Where to.</param>
    public void Write(RunFolder folder)
    {
        EvaluationJson.Write(folder.Robustness, this);
        string[] metrics = [.. Cells[0].Scores.Keys];
        AtomicFile.Write(folder.RobustnessTable, stream =>
        {
            using var csv = CsvWriter.Create(stream, new() { NewLine = "\n" }, leaveOpen: true);
            csv.WriteRecord(["damage", "rate", "damage_seed", "seed", .. metrics]);
            foreach (var cell in Cells)
                csv.WriteRecord([cell.Damage, Number(cell.Rate), Number(cell.DamageSeed), Number(cell.Seed),
                    .. metrics.Select(m => double.IsNaN(cell.Scores[m]) ? "" : Number(cell.Scores[m]))]);
        });
    }

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
