using MerClip.Evaluation;

namespace MerClip.Tests.Evaluation;

public sealed class ConstantFloorsTests
{
    [Fact]
    public void SentimentConstantsAndTheBestOfThem()
    {
        double[] train = [3, -1, 0.5, 0.25], truth = [-2, -1, 0, 1];
        var floors = ConstantFloors.Sentiment(train, truth);
        Assert.Equal(["0", "-1", "+1", "train median", "train mean"], floors.Cards.Keys);
        Assert.Equal(SentimentMetrics.Score([-1, -1, -1, -1], truth), floors.Cards["-1"]);
        Assert.Equal(SentimentMetrics.Score([0.375, 0.375, 0.375, 0.375], truth), floors.Cards["train median"]);
        Assert.Equal(SentimentMetrics.Score([0.6875, 0.6875, 0.6875, 0.6875], truth), floors.Cards["train mean"]);

        Assert.Equal(new Floor("0", 1), floors.Best("mae"));               // the least; −1 does the same, but later
        Assert.Equal(new Floor("0", 2 / 3.0), floors.Best("non0_acc2"));   // a 0 counts as negative
        Assert.Null(floors.Best("corr"));
        Assert.All(floors.Of("corr").Values, v => Assert.True(double.IsNaN(v)));
    }

    [Fact]
    public void MedianOfAnOddNumberAndNoTraining()
    {
        Assert.Equal(0, ConstantFloors.Sentiment([5, -7, 0.5], [0.5]).Of("mae")["train median"]);
        Assert.Equal(["0", "-1", "+1"], ConstantFloors.Sentiment([], [0.5]).Cards.Keys);
    }

    [Fact]
    public void MajorityClassOfTraining()
    {
        var floors = ConstantFloors.Single([2, 1, 2, 0], [0, 0, 2], ["a", "b", "c"]);
        Assert.Equal(new Floor("c", 1 / 3.0), floors.Best("accuracy"));
        Assert.Equal(["a"], ConstantFloors.Single([], [0], ["a", "b"]).Cards.Keys);
    }

    [Fact]
    public void SetsOfTheMostFrequentLabels()
    {
        bool[,] train = { { false, true, false }, { true, true, false }, { false, false, true }, { false, true, true } };
        bool[,] truth = { { true, true, false }, { false, false, false } };
        var floors = ConstantFloors.MultiLabel(train, truth, ["a", "b", "c"]);
        Assert.Equal(["none", "b", "b|c", "a|b|c"], floors.Cards.Keys);
        Assert.Equal(new Floor("none", 2 / 6.0), floors.Best("hamming_loss"));
        Assert.Equal(new Floor("b", 2 / 4.0), floors.Best("micro_f1"));
        Assert.Equal(new Floor("a|b|c", 1), floors.Best("recall"));
    }
}
