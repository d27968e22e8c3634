using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MerClip.Cli.Notebooks;

/// <summary>Runs notebooks from a fresh kernel each, with nbconvert, and leaves their files alone.</summary>
/// <param name="data">The data that the notebooks are to use instead of made-up ones, or null.</param>
/// <param name="words">A file of word vectors for them, or null.</param>
/// <param name="timeout">Seconds that one cell may take.</param>
/// <param name="token">Ends what runs.</param>
sealed partial class NotebookRunner(string? data, string? words, int timeout, CancellationToken token)
{
    const string Mark = "merclip ";

    /// <summary>nbconvert's settings are Python, and so may tell where it is.</summary>
    const string Settings = $$"""
        import json, sys
        def say(**what): print("{{Mark}}" + json.dumps(what), file=sys.stderr, flush=True)
        def start(cell, cell_index): say(cell=cell_index)
        def error(cell, cell_index, execute_reply):
            if execute_reply["content"]["status"] == "error":
                say(cell=cell_index, name=execute_reply["content"]["ename"], value=execute_reply["content"]["evalue"])
        c = get_config()
        c.ExecutePreprocessor.on_cell_start = start
        c.ExecutePreprocessor.on_cell_error = error

        """;

    /// <summary>Runs one notebook in its folder.</summary>
    /// <param name="file">The notebook; it is not written to.</param>
    /// <param name="watch">Told the number of each cell of code that starts, from 1, and how many there are.</param>
    /// <returns>The notebook with its outputs as they came, or why there is none.</returns>
    public (SavedNotebook? Executed, string? Failure) Run(string file, Action<int, int> watch)
    {
        var before = SavedNotebook.Read(file);
        var scratch = Directory.CreateTempSubdirectory("merclip-notebook");
        try
        {
            string settings = Path.Combine(scratch.FullName, "settings.py");
            File.WriteAllText(settings, Settings);
            var state = new State(before, watch);
            int code = Jupyter.Run(
                ["nbconvert", "--to", "notebook", "--execute", "--log-level=ERROR", $"--config={settings}",
                 $"--ExecutePreprocessor.timeout={timeout.ToString(CultureInfo.InvariantCulture)}",
                 "--output-dir", scratch.FullName, "--output", "executed", file],
                state.Read, Environment(scratch), token);
            token.ThrowIfCancellationRequested();
            if (code != 0) return (null, state.Failure(timeout));
            var executed = SavedNotebook.Read(Path.Combine(scratch.FullName, "executed.ipynb"));
            executed.KeepIds(before);
            return (executed, null);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>What the notebooks read: all of it is set or removed, so that a run does not depend on who runs it.</summary>
    Dictionary<string, string?> Environment(DirectoryInfo scratch) => new()
    {
        ["MERCLIP_RUNS"] = scratch.CreateSubdirectory("runs").FullName,
        ["MERCLIP_DATA"] = data is null ? null : Path.GetFullPath(data),
        ["MERCLIP_WORDS"] = words is null ? null : Path.GetFullPath(words),
    };

    /// <summary>How far a run is, read from what it says.</summary>
    sealed class State(SavedNotebook notebook, Action<int, int> watch)
    {
        readonly List<string> rest = [];
        readonly int total = notebook.CodeCells.Count();
        int number;
        string code = "", error = "";

        public void Read(string line)
        {
            if (!line.StartsWith(Mark, StringComparison.Ordinal))
            {
                if (!string.IsNullOrWhiteSpace(line)) rest.Add(line.Trim());
                return;
            }
            var said = JsonNode.Parse(line[Mark.Length..])!;
            int index = (int)said["cell"]!;
            if ((string?)notebook.Cells[index]["cell_type"] != "code") return; // text starts as well
            number = notebook.Cells.Take(index + 1).Count(cell => (string?)cell["cell_type"] == "code");
            code = SavedNotebook.Text(notebook.Cells[index]["source"]);
            if (said["name"] is { } name) error = $"{name}: {said["value"]}";
            else watch(number, total);
        }

        /// <summary>What went wrong, in one line.</summary>
        public string Failure(int timeout)
        {
            string all = string.Join('\n', rest);
            string reason = error.Length > 0 ? FirstLine(error)
                : all.Contains("CellTimeoutError") ? $"took longer than {timeout} s; --timeout allows more"
                : all.Contains("DeadKernelError") ? "the kernel died; native code crashed or memory ran out"
                : rest.Count > 0 ? AnsiColour().Replace(rest[^1], "") : "jupyter nbconvert failed";
            return number == 0 ? reason : $"cell [{number}] `{FirstLine(code)}`: {AnsiColour().Replace(reason, "")}";
        }

        static string FirstLine(string text) =>
            text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex AnsiColour();
}
