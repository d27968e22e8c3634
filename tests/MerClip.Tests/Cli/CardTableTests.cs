using System.Text.RegularExpressions;
using MerClip.Cli;
using MerClip.Data;
using MerClip.Evaluation;
using Spectre.Console;

namespace MerClip.Tests.Cli;

public sealed class CardTableTests
{
    static string[] Lines(SeedSummary summary, bool color = false)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(text),
            Ansi = color ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        });
        console.Write(CardTable.Of(summary));
        return [.. text.ToString().Split('\n').Select(l => Regex.Replace(l, " +", " ").Trim())];
    }

    static SeedSummary Sentiment(params double[][] predictions)
    {
        double[] truth = [-2, -1, 0, 1];
        var cards = predictions.Index().ToDictionary(p => p.Index, p => (IScoreCard)SentimentMetrics.Score(p.Item, truth));
        return SeedSummary.Of(Split.Test, cards, ConstantFloors.Sentiment([], truth));
    }

    [Fact]
    public void MeanAndDeviationBesideTheFloor()
    {
        string[] lines = Lines(Sentiment([-2, -1, 0, 1], [-1, -1, 0, 1]));
        Assert.Contains("test, n = 4 2 seeds, mean ± sd floor by always predicting", lines);
        Assert.Contains("acc7 87.50 ± 17.68 25.00 0", lines);
        Assert.Contains("mae ↓ 0.125 ± 0.177 1.000 0", lines);
        Assert.Contains(lines, l => Regex.IsMatch(l, @"^corr 0\.\d{3} ± 0\.\d{3} – –$"));
    }

    [Fact]
    public void OneSeedHasNoDeviation()
    {
        string[] lines = Lines(Sentiment([0, 0, 0, 0]));
        Assert.Contains("test, n = 4 seed 0 floor by always predicting", lines);
        Assert.Contains("acc7 25.00 25.00 0", lines);
        Assert.Contains("corr – – –", lines);
    }

    [Fact]
    public void WhatDoesNotBeatTheFloorIsRed()
    {
        string[] lines = Lines(Sentiment([-2, -1, 0, -9]), color: true);
        Assert.Contains(lines, l => Regex.IsMatch(l, @"^mae ↓ \e\[.*2\.500\e"));
        Assert.Contains("acc7 75.00 25.00 0", lines);
    }

    [Fact]
    public void LabelsAreNotTakenForMarkup()
    {
        var card = ClassMetrics.Score([0], [0], ["[red]", "b"]);
        var summary = SeedSummary.Of(Split.Valid, new Dictionary<int, IScoreCard> { [7] = card },
            ConstantFloors.Single([0], [0], ["[red]", "b"]));
        Assert.Contains("accuracy 100.00 100.00 [red]", Lines(summary));
    }
}
