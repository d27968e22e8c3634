using System.Reflection;
using System.Text.Json;
using MerClip.Evaluation;
using MerClip.Runs;
using MerClip.Sweeps;

namespace MerClip.Tests.Sweeps;

public sealed class SweepRunTests : IDisposable
{
    const string Json = """{"vary": {"labels": ["one", "two"], "order": ["text", "audio"]}, "seeds": [0, 1]}""";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    SweepRun Open(string json = Json) => SweepRun.Open(Sweep.Parse(json, "a.json"), folder["sweep"]);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sweep_ranks_on_validation_and_reads_test_of_the_winner_only()
    {
        var sweep = Open();
        var trainer = new Trainer();
        await sweep.Train(trainer, 3, new Watcher(), Stop);
        Assert.Equal(8, trainer.Trained.Count);
        Assert.InRange(trainer.MostAtOnce, 2, 3);

        var ranking = sweep.Collect();
        // "two" with audio is best on validation, "one" with text on test.
        Assert.Equal("labels=two  order=audio", ranking.Places[0].Trials[0].Group);
        foreach (var trial in sweep.Trials.Where(t => t.Config.Labels == "one")) File.Delete(sweep.RunOf(trial).Summary);
        var winner = sweep.ReadWinner(ranking);
        Assert.Equal("two", winner.Settings["labels"]);
        Assert.Equal(0.905, SeedSummary.Read(new SweepFolder(folder["sweep"]).WinnerOnTest).Metrics["mae"].Mean, 1e-9);

        // What is read once stays what it is.
        string before = File.ReadAllText(new SweepFolder(folder["sweep"]).Winner);
        Assert.Equal(winner.Trials, sweep.ReadWinner(SweepRanking.Of([], 1)).Trials);
        Assert.Equal(before, File.ReadAllText(new SweepFolder(folder["sweep"]).Winner));
    }

    [Fact]
    public async Task Only_what_is_missing_is_trained_and_the_tables_are_the_same()
    {
        var stopped = Open();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.Train(new Trainer(after: (3, stop.Cancel)), 1, new Watcher(), stop.Token));
        var rest = new Trainer();
        var again = Open();
        await again.Train(rest, 2, new Watcher(), Stop);
        again.Collect();
        Assert.InRange(rest.Trained.Count, 5, 5);
        string Tables(string path) => File.ReadAllText(Path.Combine(path, "trials.csv")) + File.ReadAllText(Path.Combine(path, "ranking.csv"));

        var whole = SweepRun.Open(Sweep.Parse(Json, "a.json"), folder["whole"]);
        await whole.Train(new Trainer(), 4, new Watcher(), Stop);
        whole.Collect();
        Assert.Equal(Tables(folder["whole"]), Tables(folder["sweep"]));
    }

    [Fact]
    public async Task A_trial_that_fails_does_not_stop_the_rest_and_is_tried_again()
    {
        var sweep = Open();
        var watcher = new Watcher();
        await sweep.Train(new Trainer(fails: t => t.Contains("one") && t.Contains("seed=1")), 2, watcher, Stop);
        var failed = sweep.Trials.Where(t => sweep.FailureOf(t) is not null).ToArray();
        Assert.Equal(2, failed.Length);
        Assert.Equal("it does not work", sweep.FailureOf(failed[0]));
        Assert.Equal(2, watcher.Failures);
        Assert.Equal(2, sweep.Collect().Places.Count); // only what has every seed

        await Open().Train(new Trainer(), 2, new Watcher(), Stop);
        Assert.Equal(4, Open().Collect().Places.Count);
        Assert.All(Open().Trials, t => Assert.Null(Open().FailureOf(t)));
    }

    [Fact]
    public void Another_sweep_in_the_same_folder_is_refused()
    {
        Open();
        Assert.Contains("holds another sweep", Assert.Throws<InputException>(() => Open(Json.Replace("two", "three"))).Message);
        Assert.Equal(8, SweepRun.Open(folder["sweep"]).Trials.Count);
    }

    [Fact]
    public void What_ranks_cannot_be_given_test_scores()
    {
        // Scores on validation come from a file's part "valid" and from nowhere else, and ranking takes nothing else.
        Assert.Empty(typeof(ValidationScores).GetConstructors(BindingFlags.Public | BindingFlags.Instance));
        var makers = typeof(ValidationScores).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(m => m.ReturnType == typeof(ValidationScores));
        Assert.Equal("Read", Assert.Single(makers).Name);
        var taken = typeof(SweepRanking).GetMethod(nameof(SweepRanking.Of))!.GetParameters().Select(p => p.ParameterType);
        Assert.Equal([typeof(IReadOnlyList<(Trial, ValidationScores)>), typeof(int), typeof(string)], taken);

        var run = new RunFolder(folder["run"]);
        Directory.CreateDirectory(Path.GetDirectoryName(run.Metrics(0))!);
        File.WriteAllText(run.Metrics(0), """{"test": {"mae": 0.5}}""");
        Assert.Contains("no scores on validation", Assert.Throws<InputException>(() => ValidationScores.Read(run, 0)).Message);
        File.WriteAllText(run.Metrics(0), """{"valid": {"n": 3, "mae": 0.7}, "test": {"mae": 0.5, "corr": 1}}""");
        var scores = ValidationScores.Read(run, 0);
        Assert.Equal(["mae"], scores.Names);
        Assert.Equal(0.7, scores["mae"]);
        Assert.Contains("no 'corr' on validation", Assert.Throws<InputException>(() => scores["corr"]).Message);
    }

    /// <summary>Writes what a training would, at once: test is best where validation is worst.</summary>
    sealed class Trainer(Func<string, bool>? fails = null, (int Count, Action Do)? after = null) : ITrialTrainer
    {
        readonly Lock turn = new();
        int atOnce;

        public List<string> Trained { get; } = [];

        public int MostAtOnce { get; private set; }

        public async Task<string?> Train(string config, RunFolder run, Action<string> progress, CancellationToken stop)
        {
            string name = Path.GetFileName(run.Path);
            lock (turn)
            {
                MostAtOnce = Math.Max(MostAtOnce, ++atOnce);
                Trained.Add(name);
            }
            await Task.Delay(30, CancellationToken.None);
            lock (turn) atOnce--;
            progress("half of it");
            if (fails?.Invoke(name) == true) return "it does not work";
            var settings = JsonSerializer.Deserialize<RunConfig>(File.ReadAllText(config), ConfigFile.Json)!;
            int seed = settings.Seeds[0];
            double valid = 1 + (settings.Labels == "two" ? 0 : 0.2) + (settings.Order == "audio" ? 0 : 0.1) + 0.01 * seed;
            Directory.CreateDirectory(Path.GetDirectoryName(run.Metrics(seed))!);
            new RunManifest
            {
                Command = "", Config = settings, DataSha256 = "", Status = RunStatus.Done, Versions = new Dictionary<string, string>(),
                Machine = new Dictionary<string, string>(),
            }.Write(run);
            File.WriteAllText(run.Metrics(seed), JsonSerializer.Serialize(new
            {
                valid = new { n = 9, mae = valid }, test = new { mae = 2 - valid },
            }));
            File.WriteAllText(run.Summary, JsonSerializer.Serialize(new
            {
                split = "test", n = 9, seeds = new[] { seed },
                mae = new
                {
                    values = new Dictionary<int, double> { [seed] = 2 - valid - 0.1 + 0.02 * seed }, mean = 0.0, std = (double?)null,
                    floors = new Dictionary<string, double>(), floor = (object?)null,
                },
            }));
            if (after is { } then && Trained.Count == then.Count) then.Do();
            return null;
        }
    }

    sealed class Watcher : ISweepWatcher
    {
        public int Failures { get; private set; }

        public void Started(Trial trial) { }

        public void Progressed(Trial trial, string line) => Assert.Equal("half of it", line);

        public void Ended(Trial trial, string? failure, int done, int all)
        {
            if (failure is not null) Failures++;
            Assert.InRange(done, 1, all);
        }
    }
}
