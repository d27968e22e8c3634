using System.Text.Json;
using MerClip.Data;
using MerClip.Evaluation;

namespace MerClip.Tests.Evaluation;

public sealed class MetricsFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    JsonElement Written(IScoreCard card)
    {
        MetricsFile.Write(folder["m.json"], new Dictionary<Split, IScoreCard> { [Split.Test] = card, [Split.Valid] = card });
        var json = JsonDocument.Parse(File.ReadAllText(folder["m.json"])).RootElement;
        Assert.Equal(["valid", "test"], json.EnumerateObject().Select(p => p.Name));
        return json.GetProperty("test");
    }

    static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    [Fact]
    public void SentimentCard()
    {
        var card = SentimentMetrics.Score([1, 1], [0, 0]);
        var json = Written(card);
        Assert.Equal(
            ["n", "has0_acc2", "has0_f1", "non0_acc2", "non0_f1", "acc3", "acc5", "acc7", "acc7_sdk", "mae", "corr"],
            Names(json));
        Assert.Equal(["n", .. card.Scores.Keys], Names(json));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("corr").ValueKind);
        Assert.Equal(card, MetricsFile.Read<MetricCard>(folder["m.json"])[Split.Test]);
    }

    [Fact]
    public void MultiLabelCard()
    {
        var json = Written(MultiLabelMetrics.Score(new[,] { { true } }, new[,] { { true } }, ["Happy One"]));
        Assert.Equal(["n", "accuracy", "hamming_loss", "precision", "recall", "micro_f1", "macro_f1", "per_label"],
            Names(json));
        Assert.Equal(1, json.GetProperty("per_label").GetProperty("Happy One").GetProperty("f1").GetDouble());
        Assert.Equal(1, MetricsFile.Read<MultiLabelCard>(folder["m.json"])[Split.Valid].PerLabel["Happy One"].Support);
    }

    [Fact]
    public void ClassCard()
    {
        var json = Written(ClassMetrics.Score([0, 1], [0, 0], ["a", "b"]));
        Assert.Equal(["n", "accuracy", "macro_f1", "weighted_f1", "per_class", "confusion"], Names(json));
        Assert.Equal([1, 1], MetricsFile.Read<ClassCard>(folder["m.json"])[Split.Test].Confusion[0]);
    }

    [Fact]
    public void RefusesCardsOfAnotherKind()
    {
        Written(ClassMetrics.Score([0], [0], ["a"]));
        Assert.Throws<InputException>(() => MetricsFile.Read<MetricCard>(folder["m.json"]));
    }
}
