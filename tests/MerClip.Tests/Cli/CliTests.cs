using System.Text.Json;

namespace MerClip.Tests.Cli;

public sealed class CliTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly string data, words;

    public CliTests()
    {
        data = SyntheticCorpus.WriteData(folder["data.pkl"], SyntheticCorpus.Make());
        words = SyntheticCorpus.WriteWords(folder["words.txt"]);
        File.WriteAllText(folder["labels.json"], LabelSets.Three);
    }

    public void Dispose() => folder.Dispose();

    string[] Train(string run, params string[] more) =>
    [
        "train", "--data", data, "--text", $"words:{words}", "--labels", folder["labels.json"], "--order", "text,audio",
        "--set", "model.width=16", "--set", "model.heads=2", "--set", "training.epochs=4", "--out", folder[run], .. more,
    ];

    static void FailedWith(int code, string says, (int Code, string Output, string Error) result)
    {
        Assert.Equal(code, result.Code);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("error: ", result.Error);
        Assert.Contains(says, result.Error);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Help_says_how_with_examples()
    {
        var (code, output, error) = CliProcess.Run("train", "--help");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("merclip train --resume", output);
    }

    [Fact]
    public void Wrong_usage_is_2()
    {
        FailedWith(2, "merclip --help", CliProcess.Run());
        FailedWith(2, "--bogus", CliProcess.Run("train", "--bogus"));
        FailedWith(2, "--out", CliProcess.Run("train", "--data", data));
        FailedWith(2, "--resume", CliProcess.Run("train", "--resume", folder["x"], "--data", data));
        FailedWith(2, "RUN", CliProcess.Run("report"));
        FailedWith(2, "nonsense", CliProcess.Run("evaluate", folder["x"], "--split", "nonsense"));
    }

    [Fact]
    public void Failure_is_1_and_one_line()
    {
        FailedWith(1, "does not exist", CliProcess.Run("train", "--data", folder["none.pkl"], "--out", folder["x"]));
        FailedWith(1, "model.wdth", CliProcess.Run(Train("x", "--set", "model.wdth=3")));
        FailedWith(1, "no run folder", CliProcess.Run("evaluate", folder["x"]));
        FailedWith(1, "no run folder", CliProcess.Run("report", folder["x"]));
        FailedWith(1, "no label set", CliProcess.Run("train", "--data", data, "--labels", "nope", "--out", folder["x"]));
        Assert.False(Directory.Exists(folder["x"]));
    }

    [Fact]
    public void A_hostile_pickle_is_refused_by_name_and_runs_nothing()
    {
        File.WriteAllBytes(folder["evil.pkl"], "cos\nsystem\n(S'touch pwned'\ntR."u8);
        FailedWith(1, "os.system", CliProcess.Run("train", "--data", folder["evil.pkl"], "--out", folder["x"]));
        FailedWith(1, "os.system", CliProcess.Run("inspect", folder["evil.pkl"]));
        Assert.False(File.Exists("pwned"));
    }

    [Fact]
    public void Train_evaluate_predict_and_inspect_go_together()
    {
        var (code, output, error) = CliProcess.Run(Train("run", "--seeds", "0,1"));
        Assert.True(code == 0, error);
        Assert.Contains("has0_acc2", output);
        Assert.EndsWith(folder["run"] + "\n", output);
        Assert.Contains("epoch   4/4", error);

        var again = CliProcess.Run("evaluate", folder["run"]);
        string card = output[..output.LastIndexOf(folder["run"], StringComparison.Ordinal)];
        Assert.Equal((0, card), (again.Code, again.Output));

        var intervals = CliProcess.Run("evaluate", folder["run"], "--intervals", "speaker");
        Assert.Matches(@"mae ↓ +\d\.\d{3} ± \d\.\d{3} +-?\d+\.\d{3} to \d+\.\d{3} ", intervals.Output);

        var published = CliProcess.Run("evaluate", folder["run"], "--published");
        Assert.StartsWith(card, published.Output);
        Assert.Contains("published on MOSI, not measured here", published.Output);

        var errors = CliProcess.Run("errors", folder["run"], "--top", "2");
        Assert.Matches(@"^test, seed 0: expected calibration error \d+\.\d %; \d+\.\d % at temperature \d+\.\d\d, fitted on valid\n", errors.Output);
        var found = JsonDocument.Parse(CliProcess.Run("errors", folder["run"], "--seed", "1", "--json").Output).RootElement;
        Assert.Equal(16, found.GetProperty("groups").GetProperty("length").EnumerateArray().Sum(g => g.GetProperty("n").GetInt32()));
        FailedWith(1, "has no seed 7: use one of 0, 1", CliProcess.Run("errors", folder["run"], "--seed", "7"));

        var verified = CliProcess.Run("verify", folder["run"], "--rerun");
        Assert.True(verified.Code == 0, verified.Output + verified.Error);
        Assert.EndsWith($"{folder["run"]} reproduces\n", verified.Output);
        string metrics = Path.Combine(folder["run"], "seed-0", "metrics.json");
        File.AppendAllText(metrics, " ");
        verified = CliProcess.Run("verify", folder["run"]);
        Assert.Equal((1, ""), (verified.Code, verified.Error));
        Assert.Contains("FAILS  seed 0, scores: ", verified.Output);

        var valid = CliProcess.Run("evaluate", folder["run"], "--split", "valid", "--out", folder["valid"]);
        Assert.True(valid.Code == 0 && File.Exists(Path.Combine(folder["valid"], "seed-1", "metrics.json")), valid.Error);

        var predicted = CliProcess.Run("predict", folder["run"], "--text", "ka zarp", "--json");
        var json = JsonDocument.Parse(predicted.Output).RootElement;
        Assert.Equal(1, json.GetProperty("probabilities").EnumerateObject().Sum(p => p.Value.GetDouble()), 1e-5);

        var report = CliProcess.Run("report", folder["run"]);
        string page = Path.Combine(folder["run"], "report.html");
        Assert.Equal((0, page + "\n"), (report.Code, report.Output));
        Assert.Contains("data-chart=\"map-0\"", File.ReadAllText(page));
        Assert.Equal((0, folder["two.html"] + "\n"), CliProcess.Run("report", folder["run"], folder["run"], "--out", folder["two.html"]) is var two
            ? (two.Code, two.Output) : default);
        Assert.Contains("Runs side by side", File.ReadAllText(folder["two.html"]));

        Assert.Contains("done", CliProcess.Run("inspect", folder["run"]).Output);
        Assert.Contains("48", CliProcess.Run("inspect", data).Output);
        Assert.Contains("F32", CliProcess.Run("inspect", Path.Combine(folder["run"], "seed-0", "model.safetensors")).Output);
        FailedWith(1, "--resume", CliProcess.Run(Train("run")));
    }

    [Fact]
    public void Torch_shows_versions_and_speed()
    {
        var (code, output, _) = CliProcess.Run("inspect", "torch");
        Assert.Equal(0, code);
        Assert.Contains("GFLOP/s", output);
        Assert.Contains("libtorch", output);
    }
}
