using System.CommandLine;
using System.Globalization;
using MerClip.Data;
using MerClip.Robustness;
using MerClip.Runs;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary><c>merclip robustness</c>: how a run fares when something is missing from its inputs, or wrong with them.</summary>
static class RobustnessCommand
{
    const string Rates = "0,0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9", Seeds = "1111,1112,1113"; // LNLN's

    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "Run folder" };
        var data = new Option<string?>("--data") { Description = "Other data than that of training", HelpName = "PATH" };
        var damage = new Option<string?>("--damage")
        {
            Description = $"Kinds of damage ({string.Join(", ", Damage.Kinds.Keys)}), with modalities if not to all: whole:text, "
                + "noise:audio+vision; all that apply unless given",
            HelpName = "LIST",
        };
        var rates = new Option<string>("--rates") { Description = "How much, 0 to 1", DefaultValueFactory = _ => Rates, HelpName = "LIST" };
        var seeds = new Option<string>("--seeds")
        {
            Description = "What the damage is drawn with; each adds a measurement with every model",
            DefaultValueFactory = _ => Seeds,
            HelpName = "LIST",
        };
        var split = new Option<string>("--split") { Description = "valid or test", DefaultValueFactory = _ => "test", HelpName = "SPLIT" };
        var metrics = new Option<string[]>("--metric") { Description = "Metric to print, by its name in metrics.json; may be repeated", HelpName = "NAME" };
        var output = new Option<string?>("--out") { Description = "Folder for robustness.json and robustness.csv; RUN unless given", HelpName = "DIR" };
        split.AcceptOnlyFromAmong("valid", "test");
        var command = new ExampleCommand("robustness",
            "Measure a trained run on damaged inputs: missing steps, words or modalities, noise, slips, another fusion order.\n"
            + "What is measured is kept, so the same command goes on, and other damages and rates are added; merclip report shows the curves.",
            "merclip robustness runs/first",
            "merclip robustness runs/first --damage missing,noise:audio --rates 0,0.3,0.6 --seeds 1111",
            "merclip robustness runs/first --damage whole:text,whole:audio --rates 0,1 --metric mae",
            "merclip report runs/first runs/with-modality-dropout")
        {
            run, data, damage, rates, seeds, split, metrics, output,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(run)!;
            var results = Measure(path, parsed.GetValue(data), parsed.GetValue(damage),
                List(parsed.GetValue(rates)!, "--rates", "numbers from 0 to 1", (string s, out double rate) =>
                    double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out rate) && rate is >= 0 and <= 1),
                List(parsed.GetValue(seeds)!, "--seeds", "whole numbers from 1", (string s, out int seed) =>
                    int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out seed) && seed > 0),
                Enum.Parse<Split>(parsed.GetValue(split)!, ignoreCase: true), new RunFolder(parsed.GetValue(output) ?? path));
            foreach (var table in RobustnessTable.Of(results, parsed.GetValue(metrics)!)) AnsiConsole.Write(table);
            Console.WriteLine(new RunFolder(parsed.GetValue(output) ?? path).RobustnessTable);
            return 0;
        });
        return command;
    }

    /// <summary>Two processes that add to the same results would each lose what the other measures.</summary>
    static FileStream Lock(RunFolder output)
    {
        string path = Path.Combine(output.Path, ".robustness.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new InputException($"{output.Path} is being measured by another process: wait for it, or stop it");
        }
    }

    delegate bool Parser<T>(string text, out T value);

    static T[] List<T>(string list, string option, string what, Parser<T> parse) =>
        [.. list.Split(',', StringSplitOptions.TrimEntries)
            .Select(s => parse(s, out var value) ? value : throw new InputException($"{option} '{list}': give {what}, with commas between"))
            .Distinct()];

    static RobustnessResults Measure(
        string path, string? data, string? names, double[] rates, int[] seeds, Split split, RunFolder output)
    {
        using var interrupt = new Interrupt();
        Damage[]? damages = names?.Split(',', StringSplitOptions.TrimEntries).Select(Damage.Parse).ToArray();
        var trained = new TrainedRun(path);
        var own = CorpusReader.Read(trained.Config.Data);
        Directory.CreateDirectory(output.Path);
        using var alone = Lock(output);
        var encoding = new EncodingProgress();
        using var grid = new RobustnessGrid(path, data is null ? own : CorpusReader.Read(data), split, own.Corpus, encoding);
        encoding.Summarise();
        var line = new PercentLine("damaged inputs");
        string begun = "";
        try
        {
            return grid.Measure(damages ?? [.. Damage.AllFor(grid.Clean)], [.. rates.Where(r => r > 0)], seeds, RobustnessResults.Read(output),
                (results, share) =>
                {
                    results.Write(output);
                    line.Show(share);
                    string now = results.Cells[^1].Damage;
                    if (now == begun) return;
                    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{100 * share,3:F0} %  {begun = now}"));
                }, interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            throw new InputException($"stopped; {output.Robustness} holds what is measured: give the same command again to go on");
        }
    }
}
