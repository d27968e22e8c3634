using MerClip.Labels;
using MerClip.Prediction;
using MerClip.Runs;

namespace MerClip.Tests.Runs;

/// <summary>A run that stopped, in whatever way, goes on to the same results.</summary>
public class ResumedRunTests : RunBench
{
    RunFolder Cancelled(string name, int atSeed, double atShare, RunConfig? config = null)
    {
        using var stop = new CancellationTokenSource();
        int epochs = 0;
        var watcher = new Watcher((seed, share) =>
        {
            if (seed == atSeed && epochs >= 1 && share >= atShare) stop.Cancel();
        }, (seed, _) => epochs = seed == atSeed ? epochs + 1 : 0);
        var run = TrainingRun.Create(config ?? Config, Folder[name], "merclip train");
        Assert.Throws<OperationCanceledException>(() => run.Run(watcher, stop.Token));
        return new RunFolder(Folder[name]);
    }

    [Theory, InlineData(0, 0.5), InlineData(1, 0.1), InlineData(1, 1)]
    public void A_cancelled_run_goes_on_to_the_same_bytes(int seed, double share)
    {
        var whole = Train("whole");
        var run = Cancelled("stopped", seed, share);
        Assert.Equal(RunStatus.Running, Status(run));
        Assert.False(File.Exists(run.Metrics(seed)));

        Resume(run.Path);

        Assert.Equal(RunStatus.Done, Status(run));
        Assert.Equal(Results(whole), Results(run));
        Assert.Equal(WithoutSeconds(whole.History(seed)), WithoutSeconds(run.History(seed)));
    }

    [Fact]
    public void Modality_dropout_goes_on_to_the_same_bytes()
    {
        var hiding = Config with { Seeds = [0], Model = SyntheticCorpus.Tiny with { ModalityDropout = 0.3 } };
        var whole = Train("whole", hiding);
        var run = Cancelled("stopped", 0, 0.5, hiding);

        Resume(run.Path);

        Assert.Equal(Results(whole), Results(run));
    }

    [Fact]
    public void A_run_that_was_killed_at_any_moment_goes_on_to_the_same_bytes()
    {
        var left = new List<RunFolder>();
        var run = new RunFolder(Folder["run"]);
        void Kill() => left.Add(Snapshot(run, Folder[$"killed-{left.Count}"]));
        Train("run", watcher: new Watcher((_, share) =>
        {
            if (share < 0.5) Kill();
        }, (_, _) => Kill()));

        Assert.Equal(12, left.Count); // in and after each of 3 epochs of 2 seeds
        foreach (var killed in left)
        {
            Assert.Equal(RunStatus.Running, Status(killed));
            Resume(killed.Path);
            Assert.Equal(Results(run), Results(killed));
        }
    }

    [Fact]
    public void What_a_run_had_not_written_yet_when_it_was_killed_is_written()
    {
        var run = Train("run");
        string results = Results(run), history = WithoutSeconds(run.History(1));
        File.Delete(run.Metrics(1)); // written last: this is a seed that has all epochs and nothing else
        File.Delete(run.Predictions(1));
        File.Delete(run.Model(1));
        File.Delete(run.History(1));
        File.Delete(run.Summary);
        File.WriteAllText(run.Metrics(1) + ".tmp", "{");
        var watcher = new Watcher();

        TrainingRun.Resume(run.Path).Run(watcher);

        Assert.Equal([(1, 3)], watcher.Started);
        Assert.Equal(results, Results(run));
        Assert.Equal(history, WithoutSeconds(run.History(1)));
    }

    [Fact]
    public void Resuming_a_run_that_is_done_only_writes_the_summary_again()
    {
        var run = Train("run");
        string results = Results(run);
        var models = new[] { 0, 1 }.Select(s => File.GetLastWriteTimeUtc(run.Model(s))).ToArray();
        File.Delete(run.Summary);
        var watcher = new Watcher();

        TrainingRun.Resume(run.Path).Run(watcher);

        Assert.Empty(watcher.Started);
        Assert.Equal(results, Results(run));
        Assert.Equal(models, new[] { 0, 1 }.Select(s => File.GetLastWriteTimeUtc(run.Model(s))));
    }

    [Fact]
    public void Another_data_file_is_refused()
    {
        var run = Cancelled("stopped", 0, 0.5);
        SyntheticCorpus.WriteData(Data, SyntheticCorpus.Make(seed: 2));

        var error = Assert.Throws<InputException>(() => Resume(run.Path));

        Assert.Equal($"{Path.GetFullPath(Data)} is not the file that {run.Path} was started with (its SHA-256 is another): "
            + "bring that file back, or start a new run", error.Message);
        Assert.Equal(RunStatus.Running, Status(run));
    }

    [Fact]
    public void Labels_and_words_are_those_of_the_start_even_if_their_files_change_or_go()
    {
        var whole = Train("whole");
        var changed = Cancelled("changed", 0, 0.5);
        File.WriteAllText(Labels, LabelSetFile.Write(SyntheticCorpus.Ordinal(5)));
        File.Delete(Words);

        Resume(changed.Path);

        Assert.Equal(Results(whole), Results(changed));
        Assert.Equal(File.ReadAllText(whole.Labels), File.ReadAllText(changed.Labels));
        Assert.Equal(File.ReadAllText(whole.TextWords), File.ReadAllText(changed.TextWords));
    }

    [Fact]
    public void A_separate_encoder_of_labels_is_kept_too()
    {
        File.Copy(Words, Folder["others.txt"]);
        var config = Config with { LabelText = $"words:{Folder["others.txt"]}", Text = "features", Order = "audio,vision", Seeds = [0] };
        var run = Train("run", config);
        string results = Results(run);
        File.Delete(Folder["others.txt"]);
        File.Delete(run.Metrics(0));

        Resume(run.Path);

        Assert.Equal(results, Results(run));
        Assert.True(File.Exists(run.LabelWords));
        Assert.False(File.Exists(run.TextWords));
    }

    [Fact]
    public void Paths_are_kept_in_full()
    {
        string Relative(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path);

        var run = Train("run", Config with
        {
            Data = Relative(Data), Text = $"words:{Relative(Words)}", Labels = Relative(Labels), Seeds = [0],
            LabelText = $"words:{Relative(Words)}",
        });

        var kept = RunManifest.Read(run).Config;
        Assert.Equal((Data, $"words:{Words}", Labels, $"words:{Words}"), (kept.Data, kept.Text, kept.Labels, kept.LabelText));
        Assert.False(File.Exists(run.LabelWords)); // the same encoder
        string results = Results(run);
        File.Delete(run.Metrics(0));
        Resume(run.Path);
        Assert.Equal(results, Results(run));
    }

    [Fact]
    public void A_run_that_failed_says_why_and_can_be_resumed()
    {
        var whole = Train("whole");

        var error = Assert.Throws<InvalidOperationException>(() => Train("run", watcher: new Watcher(epochEnded: (seed, epoch) =>
        {
            if ((seed, epoch) == (1, 1)) throw new InvalidOperationException("the disk is on fire");
        })));

        var run = new RunFolder(Folder["run"]);
        var manifest = RunManifest.Read(run);
        Assert.Equal((RunStatus.Failed, "the disk is on fire"), (manifest.Status, manifest.Error));
        Assert.NotNull(manifest.Finished);
        Assert.Equal("the disk is on fire", error.Message);
        Resume(run.Path);
        Assert.Equal((RunStatus.Done, null), (Status(run), RunManifest.Read(run).Error));
        Assert.Equal(Results(whole), Results(run));
    }

    [Fact]
    public void A_training_that_runs_away_fails_with_a_reason()
    {
        var error = Assert.Throws<InputException>(() =>
            Train("run", Config with { Objective = new ObjectiveOptions { AbsoluteError = 3e38 } }));

        Assert.Equal("seed 0, epoch 1: the loss is NaN: lower training.learningRate", error.Message);
        Assert.Equal(error.Message, RunManifest.Read(new RunFolder(Folder["run"])).Error);
    }

    [Fact]
    public void A_folder_that_is_no_run_is_refused()
    {
        var error = Assert.Throws<InputException>(() => Resume(Folder["nothing"]));

        Assert.Equal($"{Folder["nothing"]} is no run folder: it has no run.json; make one with merclip train", error.Message);
        Directory.CreateDirectory(Folder["broken"]);
        File.WriteAllText(Path.Combine(Folder["broken"], "run.json"), "{\n\"status\": ");
        error = Assert.Throws<InputException>(() => Resume(Folder["broken"]));
        Assert.StartsWith(Path.Combine(Folder["broken"], "run.json") + ": ", error.Message);
    }

    static string WithoutSeconds(string history) =>
        string.Join('\n', File.ReadAllLines(history).Select(l => l[..l.LastIndexOf(',')]));
}
