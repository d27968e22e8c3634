using System.Globalization;
using MerClip.Sweeps;

namespace MerClip.Cli;

/// <summary>A sweep on a cluster with Slurm: submitting it, doing one trial of it there, and seeing how far it is.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="path">Its folder, on a disk that all machines share.</param>
sealed class SlurmSweep(SweepRun sweep, string path)
{
    readonly SweepFolder folder = new(path);

    /// <summary>Writes the script for what is not done yet, and submits it.</summary>
    /// <param name="options">More options of sbatch.</param>
    /// <param name="dryRun">Only writes.</param>
    public int Submit(string options, bool dryRun)
    {
        int[] missing = [.. sweep.Trials.Index().Where(t => !sweep.IsDone(t.Item)).Select(t => t.Index)];
        if (missing.Length == 0)
        {
            Console.Error.WriteLine($"all {sweep.Trials.Count} trials are done: gather them with --collect");
            return 0;
        }
        if (!dryRun && SlurmQueue.Tasks(Jobs()) is { Count: > 0 } queued)
            throw new InputException($"{queued.Count} tasks of this sweep are still in the queue (job {string.Join(", ", Jobs())}): wait for them, "
                + "or take them back with scancel");
        var script = new SlurmScript(new SweepFolder(Path.GetFullPath(path)), Program(), Directory.GetCurrentDirectory());
        AtomicFile.WriteText(folder.SlurmScript, script.Of(missing, sweep.Trials.Max(t => t.Config.Training.Threads), options));
        if (!dryRun)
        {
            int job = SlurmQueue.Submit(folder.SlurmScript);
            AtomicFile.WriteText(folder.SlurmJobs, string.Concat(Jobs().Append(job).Select(j => $"{j}\n")));
            Console.Error.WriteLine($"job {job}: {missing.Length} of {sweep.Trials.Count} trials; gather them with --collect");
        }
        Console.WriteLine(folder.SlurmScript);
        return 0;
    }

    /// <summary>Trains one trial, or goes on with it.</summary>
    /// <param name="place">Its place in the sweep, from 0.</param>
    public int Do(int place)
    {
        if (place < 0 || place >= sweep.Trials.Count)
            throw new InputException($"there is no trial {place}: the sweep has 0 to {sweep.Trials.Count - 1}");
        var trial = sweep.Trials[place];
        if (sweep.IsDone(trial))
        {
            Console.Error.WriteLine($"{trial.Name} was done before");
            return 0;
        }
        using var interrupt = new Interrupt();
        try
        {
            TrainProcess.Unlocked(sweep.RunOf(trial), interrupt.Token).GetAwaiter().GetResult();
            if (sweep.RunOf(trial).IsLocked) throw new InputException($"{trial.Name} is being trained by another process: wait for it, or stop it");
            sweep.Train(new TrialHere(), trial, new SweepProgress(), interrupt.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new InputException($"stopped; {trial.Name} goes on after its last whole epoch when it is started again");
        }
        return sweep.FailureOf(trial) is { } failure ? throw new InputException($"{trial.Name}: {failure}") : 0;
    }

    /// <summary>Says on stderr what runs, waits, or was not begun.</summary>
    public void Describe()
    {
        var queue = SlurmQueue.Tasks(Jobs());
        foreach (var (i, trial) in sweep.Trials.Index())
        {
            if (sweep.IsDone(trial) || sweep.FailureOf(trial) is not null) continue;
            bool runs = sweep.RunOf(trial).IsLocked || queue?.GetValueOrDefault(i) == true;
            string state = runs ? "running" : queue?.ContainsKey(i) == true ? "waiting" : "missing";
            Console.Error.WriteLine($"{state}: {trial.Name}");
        }
    }

    /// <summary>How this program was started: as <c>dotnet MerClip.Cli.dll</c> the program is dotnet, as an executable it is itself.</summary>
    static string[] Program() => Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
        ? [Environment.ProcessPath!, typeof(SlurmSweep).Assembly.Location]
        : [Environment.ProcessPath!];

    int[] Jobs() => !File.Exists(folder.SlurmJobs) ? [] :
        [.. File.ReadLines(folder.SlurmJobs).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
}
