using MerClip.Evaluation.Statistics;

namespace MerClip.Tests.Evaluation.Statistics;

public sealed class ResampledRunsTests
{
    const int Acc2 = 0, Mae = 8, Corr = 9;

    [Fact]
    public void Errors_are_those_of_the_formulas()
    {
        var random = new Random(2);
        var run = SimulatedRun.Of(random, SimulatedRun.Truth(random, 400));
        var runs = new ResampledRuns([run], 4000);
        var accuracy = runs.Of(0, Acc2);
        double p = run.Scores(Acc2)[0], error = Math.Sqrt(p * (1 - p) / 400);
        Assert.Equal(p, accuracy.Value);
        Assert.Equal(error, accuracy.UtteranceError, 0.05 * error);
        Assert.Equal(p - 1.96 * error, accuracy.Interval.Low, 0.25 * error);
        Assert.Equal(p + 1.96 * error, accuracy.Interval.High, 0.25 * error);

        double r = run.Scores(Corr)[0], z = Math.Atanh(r), half = 1.96 / Math.Sqrt(397); // Fisher's interval
        var correlation = runs.Of(0, Corr);
        Assert.Equal(Math.Tanh(z - half), correlation.Interval.Low, 0.008);
        Assert.Equal(Math.Tanh(z + half), correlation.Interval.High, 0.008);
    }

    [Fact]
    public void A_seed_gives_the_same_numbers_twice()
    {
        var random = new Random(3);
        double[] truth = SimulatedRun.Truth(random, 50);
        RunSample[] runs = [SimulatedRun.Of(random, truth, 3, luck: 0.3), SimulatedRun.Of(random, truth, 3, luck: 0.3)];
        ScoreEstimate Estimate(int seed) => new ResampledRuns(runs, 700, seed).Difference(0, 1, Mae);
        Assert.Equal(Estimate(1), Estimate(1));
        Assert.NotEqual(Estimate(1), Estimate(2));
    }

    [Fact]
    public void A_run_does_not_differ_from_itself()
    {
        var random = new Random(4);
        var run = SimulatedRun.Of(random, SimulatedRun.Truth(random, 60));
        var difference = new ResampledRuns([run, run], 500).Difference(0, 1, Acc2);
        Assert.Equal((0, new Interval(0, 0), 1), (difference.Value, difference.Interval, difference.PValue));
    }

    [Fact]
    public void Speakers_who_are_alike_make_intervals_wider()
    {
        var random = new Random(5);
        double[] bySpeaker = [.. Enumerable.Range(0, 100).Select(_ => 2 * SimulatedRun.Normal(random))];
        double[] truth = SimulatedRun.Truth(random, 400), prediction = [.. truth.Select((t, i) => t + bySpeaker[i / 4])];
        double Error(SamplingUnit by) => new ResampledRuns([new RunSample("run",
            new Dictionary<int, MerClip.Evaluation.PredictionTable> { [0] = SimulatedRun.Table(truth, prediction) },
            MerClip.Data.Split.Test, by)], 2000).Of(0, Mae).UtteranceError;
        Assert.Equal(2, Error(SamplingUnit.Speaker) / Error(SamplingUnit.Utterance), 0.25); // √4 utterances that say the same
    }

    [Fact]
    public void What_seeds_differ_beyond_utterances_is_found()
    {
        double Average(double luck) => Enumerable.Range(0, 24).Average(i =>
        {
            var random = new Random(100 + i);
            var run = SimulatedRun.Of(random, SimulatedRun.Truth(random, 200), 10, common: 0.1, own: 0.1, luck: luck);
            return Math.Pow(new ResampledRuns([run], 200).Of(0, Mae).SeedError, 2);
        });
        Assert.InRange(Average(0), 0, 2e-6); // seeds that differ by utterances only
        // |scale − 1| · |truth| with E|truth| = 1.5: for scales N(1, 0.5²) the standard deviation is about 1.5 · 0.5 · √(1 − 2/π).
        double expected = Math.Pow(1.5 * 0.5, 2) * (1 - 2 / Math.PI) / 10;
        Assert.Equal(expected, Average(0.5), 0.3 * expected);
    }

    [Fact]
    public void With_one_seed_the_models_are_asked_about()
    {
        var random = new Random(6);
        double[] truth = SimulatedRun.Truth(random, 80);
        var runs = new ResampledRuns([SimulatedRun.Of(random, truth, 3, luck: 0.5), SimulatedRun.Of(random, truth, luck: 0.5)], 300);
        Assert.Equal(0, runs.Difference(0, 1, Mae).SeedError);
        Assert.True(runs.Of(0, Mae).SeedError > 0);
    }

    [Fact]
    public void Runs_on_other_utterances_are_refused()
    {
        var random = new Random(7);
        RunSample[] runs = [SimulatedRun.Of(random, SimulatedRun.Truth(random, 8)), SimulatedRun.Of(random, SimulatedRun.Truth(random, 8))];
        Assert.Throws<InputException>(() => new ResampledRuns(runs));
    }

    [Fact]
    public void Null_pairs_are_told_apart_as_rarely_as_promised()
    {
        // 300 pairs at 0.05: 15 expected; 4 and 26 are three standard deviations away. MerClip.Bench simulate does more of them.
        int[] found = new int[3];
        for (int i = 0; i < 300; i++)
        {
            var random = new Random(1000 + i);
            double[] truth = SimulatedRun.Truth(random, 160);
            var pair = new ResampledRuns([SimulatedRun.Of(random, truth), SimulatedRun.Of(random, truth)], 300);
            foreach (var (place, metric) in new[] { Acc2, Mae, Corr }.Index())
                if (pair.Difference(0, 1, metric).PValue < 0.05) found[place]++;
        }
        Assert.All(found, f => Assert.InRange(f, 4, 26));
    }
}
