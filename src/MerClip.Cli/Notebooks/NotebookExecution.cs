using System.Diagnostics;
using System.Text.Json.Nodes;

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
            OutputTidying.Tidy(executed, figures => Pictures(figures, file));
            AtomicFile.WriteText(output is null ? file : Path.Combine(output, Path.GetFileName(file)), executed.ToJson());
            Console.WriteLine($"{file}: {executed.CodeCells.Count()} cells, {watch.Elapsed.TotalSeconds:F0} s, {executed.Size / 1000.0:F0} KB");
        }
        return failed;
    }

    static IReadOnlyList<string?> Pictures(IReadOnlyList<JsonNode> figures, string file)
    {
        if (!ChartPictures.Available) return [];
        var pictures = ChartPictures.Draw(figures);
        if (pictures.Count(p => p is null) is > 0 and var missing)
            Console.Error.WriteLine($"{file}: {missing} of {figures.Count} charts could not be drawn as pictures");
        return pictures;
    }
}
