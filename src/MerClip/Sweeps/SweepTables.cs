using System.Globalization;
using CsvHelper;

namespace MerClip.Sweeps;

/// <summary>Writes a sweep's tables. They hold nothing that depends on when or where it ran, so a sweep that was stopped and went on
/// ends with the same bytes.</summary>
static class SweepTables
{
    public static void WriteTrials(string path, IReadOnlyList<(Trial Trial, ValidationScores Scores)> trials)
    {
        string[] metrics = [.. trials.SelectMany(t => t.Scores.Names).Distinct()];
        string[] settings = [.. trials.SelectMany(t => t.Trial.Settings.Select(s => s.Key)).Distinct()];
        Write(path, ["trial", .. settings, "seed", .. metrics.Select(m => $"valid_{m}")], trials.Select(t => (string[])
        [
            t.Trial.Name, .. settings.Select(key => t.Trial.Settings.FirstOrDefault(s => s.Key == key).Value ?? ""),
            t.Trial.Seed.ToString(CultureInfo.InvariantCulture),
            .. metrics.Select(m => t.Scores.Names.Contains(m) ? Number(t.Scores[m]) : ""),
        ]));
    }

    public static void WriteRanking(string path, SweepRanking ranking)
    {
        string[] settings = [.. ranking.Places.SelectMany(p => p.Trials[0].Settings.Select(s => s.Key)).Distinct()];
        Write(path, ["place", .. settings, "seeds", $"valid_{ranking.Metric}_mean", $"valid_{ranking.Metric}_std"],
            ranking.Places.Select((p, i) => (string[])
            [
                (i + 1).ToString(CultureInfo.InvariantCulture),
                .. settings.Select(key => p.Trials[0].Settings.FirstOrDefault(s => s.Key == key).Value ?? ""),
                p.Trials.Count.ToString(CultureInfo.InvariantCulture), Number(p.Mean), Number(p.Std),
            ]));
    }

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    static void Write(string path, string[] header, IEnumerable<string[]> rows)
    {
        AtomicFile.Write(path, stream =>
        {
            using var csv = CsvWriter.Create(stream, new() { NewLine = "\n" }, leaveOpen: true);
            foreach (string[] row in rows.Prepend(header)) csv.WriteRecord(row);
        });
    }
}
