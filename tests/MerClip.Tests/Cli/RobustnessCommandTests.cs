namespace MerClip.Tests.Cli;

public sealed class RobustnessCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    void Train()
    {
        string data = SyntheticCorpus.WriteData(folder["data.pkl"], SyntheticCorpus.Make());
        File.WriteAllText(folder["labels.json"], LabelSets.Three);
        var (code, _, error) = CliProcess.Run("train", "--data", data, "--text", $"words:{SyntheticCorpus.WriteWords(folder["words.txt"])}",
            "--labels", folder["labels.json"], "--order", "text,audio", "--set", "model.width=16", "--set", "model.heads=2",
            "--set", "training.epochs=2", "--seeds", "0,1", "--out", folder["run"]);
        Assert.True(code == 0, error);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Prints_curves_adds_what_is_new_and_reports_them()
    {
        Train();
        var (code, output, error) = CliProcess.Run("robustness", folder["run"], "--damage", "missing,whole:text", "--rates", "0,0.5,1", "--seeds", "1111");
        Assert.True(code == 0, error);
        foreach (string part in new[] { "mae ↓, test, n = 16, 2 seeds; floor", "has0_acc2, test", "whole:text", "relative", "kept", " ± " })
            Assert.Contains(part, output);
        Assert.EndsWith(Path.Combine(folder["run"], "robustness.csv") + "\n", output);
        Assert.Equal(1 + 2 + 2 * 2 * 2, File.ReadAllLines(Path.Combine(folder["run"], "robustness.csv")).Length);

        (code, output, error) = CliProcess.Run("robustness", folder["run"], "--damage", "order", "--rates", "1", "--seeds", "1111", "--metric", "corr");
        Assert.True(code == 0, error);
        Assert.Contains("whole:text", output); // what was measured before is shown too
        Assert.Contains("corr, test", output);
        Assert.DoesNotContain("mae", output);
        Assert.Equal(1 + 2 + 2 * 2 * 2 + 2, File.ReadAllLines(Path.Combine(folder["run"], "robustness.csv")).Length);

        using (new FileStream(Path.Combine(folder["run"], ".robustness.lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose))
            Assert.Contains("is being measured by another process", CliProcess.Run("robustness", folder["run"]).Error);

        (code, _, error) = CliProcess.Run("report", folder["run"]);
        Assert.True(code == 0, error);
        Assert.Contains("When inputs are damaged", File.ReadAllText(Path.Combine(folder["run"], "report.html")));
    }

    [Theory]
    [InlineData("damage 'rust' does not exist", 1, "--damage", "rust")]
    [InlineData("--rates '2': give numbers from 0 to 1", 1, "--rates", "2")]
    [InlineData("--seeds '0': give whole numbers from 1", 1, "--seeds", "0")]
    [InlineData("'train' not recognized", 2, "--split", "train")]
    public void Wrong_options_are_told_in_a_line(string says, int expected, params string[] options)
    {
        var (code, output, error) = CliProcess.Run(["robustness", folder["run"], .. options]);

        Assert.Equal((expected, ""), (code, output));
        Assert.Contains(says, error);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }
}
