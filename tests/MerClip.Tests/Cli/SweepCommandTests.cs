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
