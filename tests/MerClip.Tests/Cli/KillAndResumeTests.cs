namespace MerClip.Tests.Cli;

/// <summary>A run may be stopped in any way, and ends with the numbers of one that was not.</summary>
public sealed class KillAndResumeTests : IDisposable
{
    static readonly string[] Results =
        ["summary.json", "seed-0/predictions.csv", "seed-0/metrics.json", "seed-1/predictions.csv", "seed-1/metrics.json"];

    readonly TemporaryFolder folder = new();
    readonly string data, words;

    public KillAndResumeTests()
    {
        data = SyntheticCorpus.WriteData(folder["data.pkl"], SyntheticCorpus.Make(train: 400, valid: 64, test: 64));
        words = SyntheticCorpus.WriteWords(folder["words.txt"]);
        File.WriteAllText(folder["labels.json"], LabelSets.Three);
    }

    public void Dispose() => folder.Dispose();

    string[] Train(string run) =>
    [
        "train", "--data", data, "--text", $"words:{words}", "--labels", folder["labels.json"], "--seeds", "0,1",
        "--set", "model.width=16", "--set", "training.epochs=12", "--set", "training.patience=12", "--out", folder[run],
    ];

    void SameAs(string expected, string run)
    {
        foreach (string file in Results)
            Assert.Equal(File.ReadAllText(Path.Combine(folder[expected], file)), File.ReadAllText(Path.Combine(folder[run], file)));
    }

    void Uninterrupted(string run)
    {
        var (code, _, error) = CliProcess.Run(Train(run));
        Assert.True(code == 0, error);
    }

    /// <summary>Waits until a run has saved so many epochs of a seed.</summary>
    void WaitForEpochs(CliProcess cli, string run, int seed, int epochs)
    {
        string history = Path.Combine(folder[run], $"seed-{seed}", "history.csv");
        while (!cli.HasExited && (!File.Exists(history) || File.ReadAllLines(history).Length <= epochs)) Thread.Sleep(5);
        Assert.False(cli.HasExited, "the run ended before it could be stopped");
    }

    [Fact]
    public void Killed_three_times_and_resumed_gives_the_same_bytes()
    {
        Uninterrupted("whole");
        using (var first = new CliProcess(Train("killed")))
        {
            WaitForEpochs(first, "killed", 0, 2);
            first.Kill();
        }
        foreach (var (seed, epochs) in new[] { (0, 7), (1, 3) })
        {
            using var next = new CliProcess("train", "--resume", folder["killed"]);
            WaitForEpochs(next, "killed", seed, epochs);
            Thread.Sleep(7 * seed + 3); // somewhere within an epoch, a save or neither
            next.Kill();
        }
        var (code, _, error) = CliProcess.Run("train", "--resume", folder["killed"]);
        Assert.True(code == 0, error);
        Assert.Contains("goes on after epoch", error);
        SameAs("whole", "killed");
    }

    [Fact]
    public void Interrupted_says_how_to_go_on_and_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        Uninterrupted("whole");
        using (var cli = new CliProcess(Train("stopped")))
        {
            WaitForEpochs(cli, "stopped", 0, 3);
            cli.Interrupt();
            var (stopped, _, says) = cli.Wait();
            Assert.Equal(1, stopped);
            Assert.Contains($"merclip train --resume {folder["stopped"]}", says);
        }
        var (code, _, error) = CliProcess.Run("train", "--resume", folder["stopped"]);
        Assert.True(code == 0, error);
        SameAs("whole", "stopped");
    }
}
