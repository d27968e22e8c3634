using System.Diagnostics;

namespace MerClip.Cli.Notebooks;

/// <summary>`merclip notebooks --execute`: runs notebooks and keeps their outputs.</summary>
static class NotebookExecution
{
    /// <summary>Runs notebooks one after the other; what fails keeps its file as it was.</summary>
    /// <param name="files">The notebooks.</param>
    /// <param name="output">The folder for the executed ones; null: their own.</param>
    /// <param name="runner">Runs one.</param>
    /// <returns>How many failed.</returns>
    public static int Run(IReadOnlyList<string> files, string? output, NotebookRunner runner)
    {
        if (!ChartPictures.Available) Console.Error.WriteLine(ChartPictures.Missing);
        int failed = 0;
        foreach (string file in files)
        {
            var watch = Stopwatch.StartNew();
            var line = new CellLine(Path.GetFileName(file));
            var (executed, failure) = runner.Run(file, line.Show);
            line.Clear();
            if (executed is null)
            {
                failed++;
                Console.Error.WriteLine($"error: {file}: {failure}");
                continue;
            }
            OutputTidying.Tidy(executed, figures => ChartPictures.Available ? ChartPictures.Draw(figures) : []);
            string json = executed.ToJson();
            AtomicFile.WriteText(output is null ? file : Path.Combine(output, Path.GetFileName(file)), json);
            Console.WriteLine($"{file}: {executed.CodeCells.Count()} cells, {watch.Elapsed.TotalSeconds:F0} s, {(json.Length + 512) / 1024} KB");
        }
        return failed;
    }
}
