using System.Collections.Concurrent;

namespace MerClip.Cli.Notebooks;

/// <summary>`merclip notebooks --check`: runs notebooks and compares what they say with what their files hold.</summary>
static class NotebookCheck
{
    const int MostAtOnce = 2; // a notebook's own work takes more than one core at times

    /// <summary>Checks notebooks; prints differences, and at the end how many passed and failed.</summary>
    /// <returns>How many failed.</returns>
    public static int Run(IReadOnlyList<string> files, NotebookRunner runner, CancellationToken token)
    {
        var found = new ConcurrentDictionary<string, IReadOnlyList<string>>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(MostAtOnce, Environment.ProcessorCount), CancellationToken = token };
        Parallel.ForEachAsync(files, options, (file, _) =>
        {
            found[file] = [.. Check(file, runner)];
            return ValueTask.CompletedTask;
        }).GetAwaiter().GetResult();
        foreach (string file in files)
            foreach (string difference in found[file]) Console.WriteLine($"{file}: {difference}");
        int failed = found.Values.Count(differences => differences.Count > 0);
        Console.WriteLine($"{files.Count - failed} passed, {failed} failed");
        return failed;
    }

    static IEnumerable<string> Check(string file, NotebookRunner runner)
    {
        var kept = SavedNotebook.Read(file);
        foreach (string fault in NotebookComparison.Faults(kept)) yield return fault;
        var line = new CellLine(Path.GetFileName(file));
        var (executed, failure) = runner.Run(file, line.Show);
        line.Clear();
        if (executed is null)
        {
            yield return failure!;
            yield break;
        }
        OutputTidying.Tidy(executed, _ => []);
        foreach (string difference in NotebookComparison.Differences(kept, executed)) yield return difference;
    }
}
