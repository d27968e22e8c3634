using System.Text.Json;

namespace MerClip.Tests.Cli;

public sealed class ExplainCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly string run;

    public ExplainCommandTests()
    {
        string data = SyntheticCorpus.WriteData(folder["data.pkl"], SyntheticCorpus.Make());
        File.WriteAllText(folder["labels.json"], LabelSets.Three);
        run = folder["run"];
        var (code, _, error) = CliProcess.Run("train", "--data", data, "--text", $"words:{SyntheticCorpus.WriteWords(folder["words.txt"])}",
            "--labels", folder["labels.json"], "--order", "text,audio", "--set", "model.width=16", "--set", "model.heads=2",
            "--set", "training.epochs=3", "--out", run);
        Assert.True(code == 0, error);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Explains_utterances_of_the_data_and_of_ones_own()
    {
        var (code, output, error) = CliProcess.Run("explain", run, "--id", "test0$_$0", "--html", folder["why.html"]);
        Assert.True(code == 0, error);
        Assert.StartsWith("test0$_$0: ", output);
        Assert.Matches(@"predicted -?\d\.\d{3}, true -?\d\.\d{3}, seed 0", output);
        Assert.Contains("what moved the score", output);
        Assert.Contains("looks in the block of text at", output);
        Assert.Contains("most alike in training", output);
        Assert.True(File.Exists(folder["why.html"]));

        var json = CliProcess.Run("explain", run, "--id", "test0$_$0", "train0$_$1", "--label", "low", "--logit", "--neighbours", "2", "--json");
        Assert.True(json.Code == 0, json.Error);
        var found = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal(["test0$_$0", "train0$_$1"], found.EnumerateArray().Select(e => e.GetProperty("id").GetString()));
        Assert.Equal("logit of low", found[0].GetProperty("quantity").GetString());
        var shapley = found[0].GetProperty("shapley");
        Assert.Equal(shapley.GetProperty("full").GetDouble() - shapley.GetProperty("empty").GetDouble(),
            shapley.GetProperty("values").EnumerateObject().Sum(v => v.Value.GetDouble()), 1e-5);
        Assert.Equal(2, found[1].GetProperty("nearest_utterances").GetArrayLength());

        var own = CliProcess.Run("explain", run, "--text", "zarp ka", "--neighbours", "0", "--data", folder["none"]);
        Assert.True(own.Code == 0, own.Error);
        Assert.StartsWith("input: zarp ka", own.Output);
        Assert.DoesNotContain("most alike", own.Output);
    }

    [Fact]
    public void What_is_not_there_is_told_in_one_line()
    {
        void Fails(int code, string says, params string[] more)
        {
            var result = CliProcess.Run(["explain", run, .. more]);
            Assert.Equal(code, result.Code);
            Assert.Contains(says, Assert.Single(result.Error.TrimEnd('\n').Split('\n')));
        }

        Fails(1, "has no utterance 'nobody'", "--id", "nobody");
        Fails(1, "has no utterance 'test0$_$0' in train", "--id", "test0$_$0", "--split", "train");
        Fails(1, "has no label 'x'", "--id", "test0$_$0", "--label", "x");
        Fails(2, "Give --id, or some of --text, --audio, --video.");
        Fails(2, "Give --id, or some of --text, --audio, --video.", "--id", "a", "--text", "b");
        Fails(1, "so it cannot take --video", "--video", "x.mp4");
    }
}
