using System.CommandLine;
using System.Text.Json;
using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Evaluation.Statistics;
using MerClip.Runs;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary><c>merclip compare</c>: whether runs differ by more than chance.</summary>
static class CompareCommand
{
    const int FewUnits = 20;

    public static Command Create()
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Folders of merclip train or evaluate --out; the others are compared with the first",
            Arity = new ArgumentArity(2, 1000),
        };
        var metrics = new Option<string[]>("--metric")
        {
            Description = "Metric by its name in metrics.json; may be repeated. Every one more makes Holm's correction stricter",
            HelpName = "NAME",
        };
        var split = new Option<string>("--split") { Description = "valid or test", DefaultValueFactory = _ => "test", HelpName = "SPLIT" };
        var by = new Option<string>("--by")
        {
            Description = "What is drawn again: utterance, or speaker (all utterances of a video together)",
            DefaultValueFactory = _ => "utterance",
            HelpName = "UNIT",
        };
        var detect = new Option<double?>("--detect")
        {
            Description = "Count the seeds that would show this difference (0.01 is a point of accuracy), not the one found",
            HelpName = "DIFFERENCE",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var output = new Option<string?>("--out") { Description = "Also write the JSON to a file", HelpName = "FILE" };
        split.AcceptOnlyFromAmong("valid", "test");
        by.AcceptOnlyFromAmong("utterance", "speaker");
        var command = new ExampleCommand("compare", "Say whether runs on the same utterances differ by more than chance.",
            "merclip compare runs/first runs/shuffled",
            "merclip compare runs/first runs/parallel runs/concatenated --metric has0_acc2 --by speaker",
            "merclip compare runs/first runs/shuffled --detect 0.01 --json")
        {
            runs, metrics, split, by, detect, json, output,
        };
        command.SetAction(parsed =>
        {
            var comparison = Compare(parsed.GetValue(runs)!, Enum.Parse<Split>(parsed.GetValue(split)!, ignoreCase: true),
                Enum.Parse<SamplingUnit>(parsed.GetValue(by)!, ignoreCase: true), parsed.GetValue(metrics)!, parsed.GetValue(detect));
            string text = JsonSerializer.Serialize(comparison, EvaluationJson.Options) + "\n";
            if (parsed.GetValue(json)) Console.Write(text);
            else Print(comparison);
            if (parsed.GetValue(output) is { } file) AtomicFile.WriteText(file, text);
            return 0;
        });
        return command;
    }

    static RunComparison Compare(string[] paths, Split split, SamplingUnit by, string[] metrics, double? detect)
    {
        string[] names = [.. paths.Select(p => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(p))))];
        if (names.Distinct().Count() < names.Length) names = paths;
        if (names.Distinct().Count() < names.Length) throw new InputException("the same run is given twice: name each once");
        return RunComparison.Of([.. names.Zip(paths, (name, path) => KeyValuePair.Create(name, SavedPredictions.Read(path).Tables))],
            split, by, metrics, detect);
    }

    static void Print(RunComparison comparison)
    {
        if (comparison.Units < FewUnits)
            Console.Error.WriteLine($"there are only {comparison.Units} to resample: intervals from so few are too narrow");
        AnsiConsole.Write(ComparisonTable.Of(comparison));
        foreach (var difference in comparison.Differences) Console.WriteLine(ComparisonText.Of(comparison, difference));
    }
}
