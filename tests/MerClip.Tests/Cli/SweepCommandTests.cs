using System.Text.Json;

namespace MerClip.Tests.Cli;

public sealed class SweepCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public SweepCommandTests()
    {
        File.WriteAllText(folder["labels.json"], LabelSets.Three);
        File.WriteAllText(folder["sweep.json"], JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["base"] = new Dictionary<string, object>
            {
                ["data"] = SyntheticCorpus.WriteData(folder["data.pkl"], SyntheticCorpus.Make(train: 100, valid: 16, test: 16)),
                ["text"] = $"words:{SyntheticCorpus.WriteWords(folder["words.txt"])}",
                ["labels"] = folder["labels.json"],
                ["model"] = new { width = 16 },
                ["training"] = new { epochs = 4 },
            },
            ["vary"] = new Dictionary<string, object> { ["order"] = new[] { "text,audio", "audio" } },
            ["seeds"] = new[] { 0, 1 },
        }));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_sweep_that_is_killed_goes_on_and_ends_with_the_same_tables()
    {
        string[] sweep = ["sweep", folder["sweep.json"], "--out", folder["killed"], "--jobs", "2"];
        string[] Runs() => Directory.Exists(folder["killed"]) ? Directory.GetFiles(folder["killed"], "run.json", SearchOption.AllDirectories) : [];
        foreach (int started in new[] { 1, 3 })
        {
            using var cli = new CliProcess(sweep);
            while (Runs().Length < started && !cli.HasExited) Thread.Sleep(5);
            Assert.False(cli.HasExited, "it was done before it could be killed");
            cli.Kill();
        }
        var (code, output, error) = CliProcess.Run(sweep);
        Assert.True(code == 0, error);
        Assert.Contains("read once", output);
        Assert.Contains("4/4", error);

        Assert.Equal(0, CliProcess.Run("sweep", folder["sweep.json"], "--out", folder["whole"], "--jobs", "1").Code);
        foreach (string table in new[] { "trials.csv", "ranking.csv", "winner.json", "winner-test.json" })
            Assert.Equal(File.ReadAllText(Path.Combine(folder["whole"], table)), File.ReadAllText(Path.Combine(folder["killed"], table)));
    }

    [Fact]
    public void Trials_that_a_cluster_does_one_by_one_are_gathered_into_the_same_tables()
    {
        string[] sweep = ["sweep", folder["sweep.json"], "--out", folder["cluster"]];
        Assert.Contains("holds no sweep", CliProcess.Run([.. sweep, "--collect"]).Error);
        Assert.False(Directory.Exists(folder["cluster"]));
        var (code, output, error) = CliProcess.Run([.. sweep, "--slurm", "--dry-run", "--slurm-options=--partition=gpu"]);
        Assert.True(code == 0, error);
        Assert.Equal(Path.Combine(folder["cluster"], "slurm", "job.sh") + "\n", output);
        Assert.Contains("#SBATCH --array=0-3\n", File.ReadAllText(output.Trim()));

        using (var task = new CliProcess([.. sweep, "--trial", "2"])) // taken back in the middle
        {
            while (!Directory.Exists(Path.Combine(folder["cluster"], "trials", "order=audio_seed=0", "seed-0")) && !task.HasExited) Thread.Sleep(5);
            task.Terminate();
            var stopped = task.Wait();
            Assert.Equal(1, stopped.Code);
            Assert.Contains("stopped; order=audio_seed=0 goes on after its last whole epoch", stopped.Error);
        }
        (code, _, error) = CliProcess.Run([.. sweep, "--collect"]);
        Assert.Equal(1, code);
        Assert.Contains("missing: order=audio_seed=0\n", error);
        Assert.Contains("4 of 4 trials are still to be done, so nothing was read on test", error);

        foreach (int trial in new[] { 3, 2, 0, 1, 1 })
        {
            (code, _, error) = CliProcess.Run([.. sweep, "--trial", $"{trial}"]);
            Assert.True(code == 0, error);
        }
        Assert.Contains("was done before", error);
        var collected = CliProcess.Run([.. sweep, "--collect"]);
        var local = CliProcess.Run("sweep", folder["sweep.json"], "--out", folder["whole"], "--jobs", "1");
        Assert.Equal((0, local.Output.Replace(folder["whole"], folder["cluster"])), (collected.Code, collected.Output));
        foreach (string table in new[] { "trials.csv", "ranking.csv", "winner.json", "winner-test.json" })
            Assert.Equal(File.ReadAllText(Path.Combine(folder["whole"], table)), File.ReadAllText(Path.Combine(folder["cluster"], table)));
        Assert.Contains("all 4 trials are done", CliProcess.Run([.. sweep, "--slurm"]).Error);
        Assert.Contains("there is no trial 4: the sweep has 0 to 3", CliProcess.Run([.. sweep, "--trial", "4"]).Error);
        Assert.Equal(2, CliProcess.Run([.. sweep, "--dry-run"]).Code);
        Assert.Equal(2, CliProcess.Run([.. sweep, "--collect", "--trial", "1"]).Code);
    }

    [Fact]
    public void A_trial_that_fails_is_named_and_test_is_not_read()
    {
        File.WriteAllText(folder["sweep.json"], File.ReadAllText(folder["sweep.json"]).Replace("\"audio\"]", "\"audio,audio\"]"));
        var (code, _, error) = CliProcess.Run("sweep", folder["sweep.json"], "--out", folder["failing"]);
        Assert.Equal(1, code);
        Assert.Contains("failed: order=audio-audio_seed=0: order 'audio,audio' has a modality twice", error);
        Assert.Contains("2 of 4 trials failed", error);
        Assert.False(File.Exists(Path.Combine(folder["failing"], "winner-test.json")));
        Assert.Equal(3, File.ReadAllLines(Path.Combine(folder["failing"], "trials.csv")).Length);
    }
}
