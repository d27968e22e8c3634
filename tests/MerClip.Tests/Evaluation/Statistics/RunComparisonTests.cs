using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Evaluation.Statistics;

namespace MerClip.Tests.Evaluation.Statistics;

public sealed class RunComparisonTests
{
    static readonly double[] Truth = SimulatedRun.Truth(new Random(1), 200);

    static KeyValuePair<string, IReadOnlyDictionary<int, PredictionTable>> Run(string name, double noise, int seeds = 1, int from = 0)
    {
        var random = new Random(from + (int)(100 * noise));
        return new(name, Enumerable.Range(0, seeds).ToDictionary(s => s,
            _ => SimulatedRun.Table(Truth, [.. Truth.Select(t => t + noise * SimulatedRun.Normal(random))])));
    }

    static RunComparison Compare(IReadOnlyList<KeyValuePair<string, IReadOnlyDictionary<int, PredictionTable>>> runs,
        SamplingUnit by = SamplingUnit.Utterance, double? detect = null, params string[] metrics) =>
        RunComparison.Of(runs, Split.Test, by, metrics, detect, draws: 1000);

    [Fact]
    public void A_better_run_is_found_and_said()
    {
        var comparison = Compare([Run("worse", 2, 3), Run("better", 0.5, 3, from: 7)]);
        Assert.Equal(["has0_acc2", "acc7", "mae", "corr"], comparison.Differences.Select(d => d.Metric));
        Assert.All(comparison.Differences, d => Assert.True(d.PHolm < 0.05 && d.Low * d.High > 0, d.Metric));
        string text = ComparisonText.Of(comparison, comparison.Differences[0]);
        Assert.Matches(@"^better is better than worse by \d+\.\d points Acc-2 Has0, 95 % interval \d+\.\d to \d+\.\d, "
            + @"p = 0\.00\d after Holm, 3 seeds$", text);
        Assert.StartsWith("better is better than worse by 1.", ComparisonText.Of(comparison, comparison.Differences[2])); // MAE is an error
    }

    [Fact]
    public void Signs_are_the_first_runs_less_the_others()
    {
        var of = Compare([Run("worse", 2, 2), Run("better", 0.5, 2)], SamplingUnit.Utterance, null, "mae").Differences.Single();
        Assert.True(of.Difference > 0 && of.HedgesG > 0 && of.RankBiserial > 0);
        Assert.Equal(1, of.CliffDelta);
        Assert.True(of.PWilcoxon < 1e-6 && of.PExchange < 1e-3);
        Assert.Equal(1 / 3.0, of.PSeeds, 1e-12); // of six ways to deal four seeds two are as extreme
    }

    [Fact]
    public void What_is_not_shown_is_said_so_with_what_would_show_it()
    {
        var comparison = Compare([Run("a", 1, 2), Run("b", 1.02, 2)], SamplingUnit.Utterance, null, "has0_acc2");
        string text = ComparisonText.Of(comparison, comparison.Differences[0]);
        Assert.Contains(" is not shown to be better than ", text);
        Assert.EndsWith("2 seeds; more seeds could not show so little on these utterances", text);
    }

    [Fact]
    public void McNemar_is_for_single_models_and_utterances_one_by_one()
    {
        var single = Compare([Run("a", 1), Run("b", 2)], SamplingUnit.Utterance, null, "acc7", "corr");
        double Of(IEnumerable<MetricComparison> differences, string metric) => differences.Single(d => d.Metric == metric).PMcnemar;
        Assert.InRange(Of(single.Differences, "acc7"), 1e-12, 1e-3);
        Assert.True(double.IsNaN(Of(single.Differences, "corr")));
        Assert.True(double.IsNaN(Of(Compare([Run("a", 1), Run("b", 2)], SamplingUnit.Speaker, null, "acc7").Differences, "acc7")));
        Assert.True(double.IsNaN(Of(Compare([Run("a", 1, 2), Run("b", 2)], SamplingUnit.Utterance, null, "acc7").Differences, "acc7")));
        Assert.Contains("1 seed (said of these models", ComparisonText.Of(single, single.Differences[0]));
    }

    [Fact]
    public void The_family_is_all_metrics_and_runs()
    {
        RunComparison both = Compare([Run("a", 1), Run("b", 1.1), Run("c", 1.3)], SamplingUnit.Utterance, null, "mae", "acc7");
        Assert.Equal(4, both.Differences.Count);
        Assert.Equal(HolmCorrection.Of([.. both.Differences.Select(d => d.P)]), both.Differences.Select(d => d.PHolm));
        Assert.True(both.Differences.Min(d => d.PHolm) >= 4 * both.Differences.Min(d => d.P) - 1e-12);
    }

    [Fact]
    public void Seeds_are_counted_for_the_difference_asked_for()
    {
        int Needed(double detect) =>
            Compare([Run("a", 1, 3), Run("b", 1.1, 3)], SamplingUnit.Utterance, detect, "mae").Differences[0].SeedsNeeded!.Value;
        Assert.True(Needed(0.001) > 10 * Needed(0.05));
    }

    [Fact]
    public void Runs_with_other_numbers_of_seeds_are_not_exchanged()
    {
        var of = Compare([Run("a", 1, 3), Run("b", 2, 2)], SamplingUnit.Utterance, null, "mae").Differences[0];
        Assert.True(double.IsNaN(of.PExchange) && of.P < 0.05);
        Assert.Equal("3 and 2 seeds", ComparisonText.Of(Compare([Run("a", 1, 3), Run("b", 2, 2)]), of).Split(", ")[^1]);
    }

    [Fact]
    public void A_metric_that_does_not_exist_is_named()
    {
        var error = Assert.Throws<InputException>(() => Compare([Run("a", 1), Run("b", 1)], SamplingUnit.Utterance, null, "acc"));
        Assert.StartsWith("there is no metric 'acc': use has0_acc2, ", error.Message);
    }

    [Fact]
    public void What_is_not_defined_is_said()
    {
        var constant = KeyValuePair.Create("constant", (IReadOnlyDictionary<int, PredictionTable>)new Dictionary<int, PredictionTable>
        {
            [0] = SimulatedRun.Table(Truth, [.. Truth.Select(_ => 1.0)]),
        });
        var comparison = Compare([Run("a", 1), constant], SamplingUnit.Utterance, null, "corr");
        Assert.Equal("a and constant cannot be compared on Pearson r: it is not defined for one of them",
            ComparisonText.Of(comparison, comparison.Differences[0]));
    }
}
