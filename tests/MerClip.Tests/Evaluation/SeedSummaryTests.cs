using System.Text.Json;
using MerClip.Data;
using MerClip.Evaluation;

namespace MerClip.Tests.Evaluation;

public sealed class SeedSummaryTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    static readonly double[] Truth = [-2, -1, 0, 1];

    public void Dispose() => folder.Dispose();

    static SeedSummary Summary(params int[] seeds) => SeedSummary.Of(Split.Test,
        seeds.ToDictionary(s => s, s => (IScoreCard)SentimentMetrics.Score([-2 + s, -1, 0, 1], Truth)),
        ConstantFloors.Sentiment([1, 2], Truth));

    [Fact]
    public void MeanAndSampleStandardDeviation()
    {
        var summary = Summary(4, 0, 2);
        Assert.Equal([0, 2, 4], summary.Seeds);
        Assert.Equal(4, summary.N);
        var mae = summary.Metrics["mae"];
        Assert.Equal([0, 0.5, 1], mae.Values.Values);
        Assert.Equal(0.5, mae.Mean);
        Assert.Equal(0.5, mae.Std, 12); // of 0, ½ and 1; the population's would be 0.408
        Assert.Equal(new Floor("0", 1), mae.Floor);
        Assert.Equal(5, mae.Floors.Count);
    }

    [Fact]
    public void OneSeedHasNoDeviation() => Assert.True(double.IsNaN(Summary(1).Metrics["mae"].Std));

    [Fact]
    public void RefusesCardsThatDoNotGoTogether()
    {
        var floors = ConstantFloors.Sentiment([], Truth);
        Assert.Throws<ArgumentException>(() => SeedSummary.Of(Split.Test, new Dictionary<int, IScoreCard>(), floors));
        Assert.Throws<ArgumentException>(() => SeedSummary.Of(Split.Test, new Dictionary<int, IScoreCard>
        {
            [0] = SentimentMetrics.Score([1], [1]),
            [1] = SentimentMetrics.Score([1, 2], [1, 2]),
        }, floors));
    }

    [Fact]
    public void TheFileIsThisAndComesBack()
    {
        Summary(0).Write(folder["summary.json"]);
        var json = JsonDocument.Parse(File.ReadAllText(folder["summary.json"])).RootElement;
        Assert.Equal("test", json.GetProperty("split").GetString());
        Assert.Equal(4, json.GetProperty("n").GetInt32());
        Assert.Equal(0, json.GetProperty("seeds")[0].GetInt32());
        var mae = json.GetProperty("mae");
        Assert.Equal(0, mae.GetProperty("values").GetProperty("0").GetDouble());
        Assert.Equal(0, mae.GetProperty("mean").GetDouble());
        Assert.Equal(JsonValueKind.Null, mae.GetProperty("std").ValueKind);
        Assert.Equal(1, mae.GetProperty("floors").GetProperty("train mean").GetDouble() - 1);
        Assert.Equal("0", mae.GetProperty("floor").GetProperty("predictor").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("corr").GetProperty("floor").ValueKind);

        var summary = Summary(0, 1, 2);
        summary.Write(folder["summary.json"]);
        string written = File.ReadAllText(folder["summary.json"]);
        var read = SeedSummary.Read(folder["summary.json"]);
        Assert.Equal(summary.Metrics.Keys, read.Metrics.Keys);
        read.Write(folder["again.json"]);
        Assert.Equal(written, File.ReadAllText(folder["again.json"]));
        Assert.EndsWith("}\n", written);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"split\":\"test\"}")]
    [InlineData("{\"split\":\"dev\",\"n\":1,\"seeds\":[],\"metrics\":{}}")]
    public void RefusesAnotherFile(string text)
    {
        File.WriteAllText(folder["summary.json"], text);
        var e = Assert.Throws<InputException>(() => SeedSummary.Read(folder["summary.json"]));
        Assert.Contains(folder["summary.json"], e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void RefusesWhatIsNotThere() => Assert.Throws<InputException>(() => SeedSummary.Read(folder["none"]));
}
