using System.Text.Json;
using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Labels;
using MerClip.Runs;
using MerClip.Tests.Evaluation.Statistics;

namespace MerClip.Tests.Cli;

public sealed class CompareCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>A folder as evaluate --out leaves it.</summary>
    string Run(string name, double noise, int n = 60)
    {
        var run = new RunFolder(folder[name]);
        double[] truth = SimulatedRun.Truth(new Random(1), n);
        AtomicFile.WriteText(run.Labels, LabelSetFile.Write(SyntheticCorpus.Ordinal()));
        for (int seed = 0; seed < 2; seed++)
        {
            var random = new Random(seed + (int)(100 * noise));
            var table = SimulatedRun.Table(truth, [.. truth.Select(t => t + noise * SimulatedRun.Normal(random))]);
            table.Write(run.Predictions(seed));
            MetricsFile.Write(run.Metrics(seed), new Dictionary<Split, IScoreCard> { [Split.Test] = table.Score(Split.Test) });
        }
        return run.Path;
    }

    [Fact]
    public void Prints_a_table_and_words_or_json()
    {
        string a = Run("good", 0.3), b = Run("bad", 2.5);
        var (code, output, error) = CliProcess.Run("compare", a, b, "--metric", "mae", "--by", "speaker", "--out", folder["c.json"]);
        Assert.Equal((0, "there are only 15 to resample: intervals from so few are too narrow\n"), (code, error));
        Assert.Contains("15 speakers", output);
        Assert.Contains("good is better than bad by 1.", output);

        var json = CliProcess.Run("compare", a, b, "--metric", "mae", "--by", "speaker", "--json");
        Assert.Equal(File.ReadAllText(folder["c.json"]), json.Output);
        var of = JsonDocument.Parse(json.Output).RootElement.GetProperty("differences")[0];
        Assert.Equal(("bad", "mae"), (of.GetProperty("with").GetString(), of.GetProperty("metric").GetString()));
        Assert.Equal(JsonValueKind.Null, of.GetProperty("p_wilcoxon").ValueKind);
    }

    [Fact]
    public void Refuses_what_cannot_be_compared()
    {
        string a = Run("a", 1), fewer = Run("fewer", 1, 59);
        void Fails(int code, string says, params string[] arguments)
        {
            var result = CliProcess.Run(["compare", .. arguments]);
            Assert.Equal((code, ""), (result.Code, result.Output));
            Assert.Contains(says, result.Error);
        }

        Fails(1, "error: a and fewer are scored on different utterances (v014$_$3 is only in a)", a, fewer);
        Fails(1, "error: a has no prediction on the split valid", a, Run("b", 2), "--split", "valid");
        Fails(1, "holds no predictions (no labels.json)", a, folder.Path);
        Fails(1, "the same run is given twice", a, a);
        Fails(2, "RUN", a);
    }
}
