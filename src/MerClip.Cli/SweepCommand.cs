using System.CommandLine;
using System.Globalization;
using MerClip.Evaluation;
using MerClip.Sweeps;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary><c>merclip sweep</c>: trains many settings, ranks them on validation, reads the winner's test score once.</summary>
static class SweepCommand
{
    const long BytesEach = 1_500_000_000; // a training of a model of this kit, libtorch included

    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "JSON file: base (settings that all share), vary (lists by setting), draw (ranges by setting) with draws, seeds",
        };
        var output = new Option<string?>("--out") { Description = "Folder of the sweep; FILE without .json unless given", HelpName = "DIR" };
        var jobs = new Option<int?>("--jobs") { Description = "Trials at a time; as many as cores and memory allow unless given", HelpName = "N" };
        var list = new Option<bool>("--list") { Description = "Print the trials, and stop" };
        var slurm = new Option<bool>("--slurm") { Description = "Give the trials to a Slurm cluster: a job array, a task a trial; the folder must be on a disk that it shares" };
        var slurmOptions = new Option<string?>("--slurm-options") { Description = "More options of sbatch", HelpName = "OPTIONS" };
        var dryRun = new Option<bool>("--dry-run") { Description = "With --slurm: only write the script" };
        var collect = new Option<bool>("--collect") { Description = "Train nothing: gather what a cluster has done" };
        var trial = new Option<int?>("--trial") { Description = "Train one trial here and gather nothing, as a cluster's task does; from 0", HelpName = "N" };
        var command = new ExampleCommand("sweep",
            "Train every combination of settings, several at a time. Stopped in whatever way, the same command does what is missing.\n"
            + "Combinations are ranked on validation; only the winner's test scores are read, once.",
            "merclip sweep orders.json",
            "merclip sweep orders.json --jobs 4 --out /big/disk/orders",
            "merclip sweep orders.json --out /shared/orders --slurm --slurm-options '--partition=gpu --gres=gpu:1'",
            "merclip sweep orders.json --out /shared/orders --collect",
            "echo '{\"base\": {\"data\": \"mosi.pkl\", \"text\": \"words:glove.txt\"}, \"vary\": {\"labels\": [\"sentiment7\", \"scores7\"]}, "
                + "\"seeds\": [0, 1, 2]}' > labels.json && merclip sweep labels.json")
        {
            file, output, jobs, list, slurm, slurmOptions, dryRun, collect, trial,
        };
        command.Validators.Add(result =>
        {
            if (new[] { result.GetValue(list), result.GetValue(slurm), result.GetValue(collect), result.GetValue(trial) is not null }.Count(x => x) > 1)
                result.AddError("Give one of --list, --slurm, --collect and --trial.");
            if (!result.GetValue(slurm) && (result.GetValue(dryRun) || result.GetValue(slurmOptions) is not null))
                result.AddError("--dry-run and --slurm-options go with --slurm.");
        });
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(file)!;
            var sweep = Sweep.Read(path);
            if (parsed.GetValue(list))
            {
                foreach (var trial in sweep.Trials()) Console.WriteLine(trial.Name);
                return 0;
            }
            string folder = parsed.GetValue(output) ?? Path.ChangeExtension(path, null);
            if ((parsed.GetValue(collect) || parsed.GetValue(trial) is not null) && !File.Exists(new SweepFolder(folder).Sweep))
                throw new InputException($"{folder} holds no sweep: begin it with --slurm, or see that the shared disk is there on this machine");
            var run = SweepRun.Open(sweep, folder);
            var cluster = new SlurmSweep(run, folder);
            return parsed.GetValue(slurm) ? cluster.Submit(parsed.GetValue(slurmOptions) ?? "", parsed.GetValue(dryRun))
                : parsed.GetValue(trial) is { } place ? cluster.Do(place)
                : parsed.GetValue(collect) ? Collect(run, folder, cluster)
                : Run(run, folder, parsed.GetValue(jobs) ?? AtOnce(run));
        });
        return command;
    }

    static int Run(SweepRun sweep, string path, int atOnce)
    {
        using var interrupt = new Interrupt();
        var progress = new SweepProgress();
        try
        {
            sweep.Train(new TrainProcess(), atOnce, progress, interrupt.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            sweep.Collect();
            throw new InputException($"stopped; {path} holds what is done: give the same command again to go on");
        }
        return Finish(sweep, path);
    }

    static int Collect(SweepRun sweep, string path, SlurmSweep cluster)
    {
        cluster.Describe();
        return Finish(sweep, path);
    }

    /// <summary>Ranks what is done and, if that is all, reads the winner's test scores.</summary>
    static int Finish(SweepRun sweep, string path)
    {
        var ranking = sweep.Collect();
        Print(ranking);
        var failed = sweep.Trials.Where(t => sweep.FailureOf(t) is not null).ToArray();
        foreach (var trial in failed) Console.Error.WriteLine($"failed: {trial.Name}: {sweep.FailureOf(trial)}");
        int open = sweep.Trials.Count(t => !sweep.IsDone(t)) - failed.Length;
        if (open > 0)
            throw new InputException($"{open} of {sweep.Trials.Count} trials are still to be done, so nothing was read on test: gather again when they are");
        if (failed.Length > 0)
            throw new InputException($"{failed.Length} of {sweep.Trials.Count} trials failed, so nothing was read on test; mend what they say and "
                + "give the same command again");
        var winner = sweep.ReadWinner(ranking);
        string settings = string.Join("  ", winner.Settings.Select(s => $"{s.Key}={s.Value}"));
        Console.WriteLine($"best on validation: {(settings.Length == 0 ? "base" : settings)}; its test scores, read once:");
        AnsiConsole.Write(CardTable.Of(SeedSummary.Read(new SweepFolder(path).WinnerOnTest)));
        Console.WriteLine(path);
        return 0;
    }

    static void Print(SweepRanking ranking)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("");
        string[] keys = [.. ranking.Places.SelectMany(p => p.Trials[0].Settings.Select(s => s.Key)).Distinct()];
        foreach (string key in keys) table.AddColumn(Markup.Escape(key));
        table.AddColumn($"valid {Metrics.Title(ranking.Metric)}{(Metrics.LowerIsBetter(ranking.Metric) ? " ↓" : "")}", c => c.RightAligned());
        foreach (var (i, place) in ranking.Places.Index())
            table.AddRow([(i + 1).ToString(CultureInfo.InvariantCulture),
                .. keys.Select(key => Markup.Escape(place.Trials[0].Settings.FirstOrDefault(s => s.Key == key).Value ?? "")),
                Metrics.Format(ranking.Metric, place.Mean) + (double.IsNaN(place.Std) ? "" : $" ± {Metrics.Format(ranking.Metric, place.Std)}")]);
        AnsiConsole.Write(table);
    }

    static int AtOnce(SweepRun sweep)
    {
        int threads = sweep.Trials.Max(t => t.Config.Training.Threads);
        long memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return (int)Math.Clamp(Math.Min(Environment.ProcessorCount / threads, memory / BytesEach), 1, sweep.Trials.Count);
    }
}
