using System.Text.Json;
using MerClip.Runs;

namespace MerClip.Sweeps;

/// <summary>
/// A sweep in a folder. Trials that are done are not trained again, others go on where they stopped, and a trial that fails does not
/// stop the rest; so a sweep that was stopped in whatever way is started again with the same command.
/// </summary>
public sealed class SweepRun
{
    readonly SweepFolder folder;
    readonly Sweep sweep;

    SweepRun(SweepFolder folder, Sweep sweep) => (this.folder, this.sweep, Trials) = (folder, sweep, sweep.Trials());

    /// <summary>All trials.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>Makes the folder of a sweep, or goes on with it.</summary>
    /// <param name="sweep">What to try.</param>
    /// <param name="path">The folder.</param>
    /// <exception cref="InputException">A setting is wrong, or the folder holds another sweep.</exception>
    public static SweepRun Open(Sweep sweep, string path)
    {
        var run = new SweepRun(new SweepFolder(path), sweep);
        foreach (var trial in run.Trials) trial.Config.Training.Validate();
        string json = JsonSerializer.Serialize(sweep, ConfigFile.Json) + "\n";
        Directory.CreateDirectory(path);
        if (!File.Exists(run.folder.Sweep)) AtomicFile.WriteText(run.folder.Sweep, json);
        else if (File.ReadAllText(run.folder.Sweep) != json)
            throw new InputException($"{path} holds another sweep ({run.folder.Sweep} differs): give another --out, or that sweep again");
        foreach (var trial in run.Trials)
        {
            string config = JsonSerializer.Serialize(trial.Config, ConfigFile.Json) + "\n", file = run.folder.Config(trial);
            if (File.Exists(file) && File.ReadAllText(file) == config) continue; // many tasks of a cluster open it at a time
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            AtomicFile.WriteText(file, config);
        }
        return run;
    }

    /// <summary>Opens a sweep that was begun.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="InputException">There is none.</exception>
    public static SweepRun Open(string path) => Open(Sweep.Read(new SweepFolder(path).Sweep), path);

    /// <summary>Whether a trial is trained to its end.</summary>
    public bool IsDone(Trial trial) => File.Exists(folder.Run(trial).Summary)
        && RunManifest.Read(folder.Run(trial)).Status == RunStatus.Done;

    /// <summary>Where a trial's run is.</summary>
    public RunFolder RunOf(Trial trial) => folder.Run(trial);

    /// <summary>Why a trial failed; null if it did not.</summary>
    public string? FailureOf(Trial trial) =>
        !IsDone(trial) && File.Exists(folder.Failure(trial)) ? File.ReadAllText(folder.Failure(trial)).Trim() : null;

    /// <summary>Trains what is missing, several at a time.</summary>
    /// <param name="trainer">What trains a trial.</param>
    /// <param name="atOnce">How many at a time.</param>
    /// <param name="watcher">Told how it goes.</param>
    /// <param name="stop">Stops the trials, so that the sweep can go on later.</param>
    public async Task Train(ITrialTrainer trainer, int atOnce, ISweepWatcher watcher, CancellationToken stop = default)
    {
        var missing = Trials.Where(t => !IsDone(t)).ToArray();
        int done = Trials.Count - missing.Length;
        var turn = new Lock();
        await Parallel.ForEachAsync(missing, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = stop },
            (trial, token) => new ValueTask(Train(trainer, trial, watcher, turn, () => ++done, token)));
    }

    /// <summary>Trains one trial, such as a cluster's job does.</summary>
    /// <param name="trainer">What trains it.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="watcher">Told how it goes.</param>
    /// <param name="stop">Stops it, so that it can go on later.</param>
    public Task Train(ITrialTrainer trainer, Trial trial, ISweepWatcher watcher, CancellationToken stop = default) =>
        IsDone(trial) ? Task.CompletedTask : Train(trainer, trial, watcher, new Lock(), () => Trials.Count(IsDone), stop);

    /// <summary>Writes the tables of what is done so far: <c>trials.csv</c> and <c>ranking.csv</c>.</summary>
    /// <returns>The ranking.</returns>
    public SweepRanking Collect()
    {
        (Trial, ValidationScores)[] done =
            [.. Trials.Where(IsDone).Select(t => (t, ValidationScores.Read(folder.Run(t), t.Seed)))];
        var ranking = SweepRanking.Of(done, sweep.Seeds.Count, sweep.RankBy);
        SweepTables.WriteTrials(folder.Trials, done);
        SweepTables.WriteRanking(folder.Ranking, ranking);
        return ranking;
    }

    /// <summary>Reads the test scores of the combination that won on validation, once, and marks it: they then stand in
    /// <c>winner.json</c>, and the sweep's winner does not change any more.</summary>
    /// <param name="ranking">From <see cref="Collect"/>, with every trial done or failed.</param>
    /// <exception cref="InputException">Nothing is ranked.</exception>
    public SweepWinner ReadWinner(SweepRanking ranking)
    {
        if (File.Exists(folder.Winner)) return SweepWinner.Read(folder.Winner);
        if (ranking.Places.Count == 0) throw new InputException($"{folder.Path}: no combination has all its seeds done, so none has won");
        var winner = SweepWinner.Of(ranking, folder);
        winner.Write(folder.Winner);
        return winner;
    }

    async Task Train(ITrialTrainer trainer, Trial trial, ISweepWatcher watcher, Lock turn, Func<int> count, CancellationToken stop)
    {
        lock (turn) watcher.Started(trial);
        File.Delete(folder.Failure(trial)); // of an earlier start
        string? failure = await trainer.Train(folder.Config(trial), folder.Run(trial), line =>
        {
            lock (turn) watcher.Progressed(trial, line);
        }, stop);
        stop.ThrowIfCancellationRequested();
        if (failure is not null) AtomicFile.WriteText(folder.Failure(trial), failure + "\n");
        lock (turn) watcher.Ended(trial, failure, count(), Trials.Count);
    }
}
