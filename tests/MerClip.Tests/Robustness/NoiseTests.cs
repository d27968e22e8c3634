using MerClip.Data;

namespace MerClip.Tests.Robustness;

public class NoiseTests : DamageBench
{
    [Theory, InlineData(0.1), InlineData(0.7)]
    public void Its_deviation_is_the_rate_times_that_of_the_feature(double rate)
    {
        float[] clean = [.. Values(Clean.Examples, Modality.Audio).SelectMany(v => v)];
        float[] noisy = [.. Values(Apply("noise", rate), Modality.Audio).SelectMany(v => v)];
        double[] deviations = Clean.Deviations(Modality.Audio);

        double[] scaled = [.. clean.Zip(noisy).Select((v, i) => (v.Second - v.First) / deviations[i % SyntheticCorpus.AudioWidth])];

        Assert.True(scaled.Length > 100);
        Assert.InRange(Math.Sqrt(scaled.Average(x => x * x)), 0.8 * rate, 1.2 * rate);
        Assert.InRange(scaled.Average(), -0.3 * rate, 0.3 * rate);
    }

    [Fact]
    public void The_deviation_of_a_feature_is_over_all_steps()
    {
        double[] second = [.. Clean.Examples.Where(e => e.Inputs.ContainsKey(Modality.Audio)).SelectMany(e => e.Inputs[Modality.Audio].Values.ToArray()
            .Chunk(SyntheticCorpus.AudioWidth)).Select(step => (double)step[1])];

        Assert.Equal(Math.Sqrt(second.Average(x => x * x) - second.Average() * second.Average()), Clean.Deviations(Modality.Audio)[1], 1e-6);
    }

    [Fact]
    public void It_is_drawn_by_the_seed_and_grows_with_the_rate()
    {
        AssertDrawnBySeed("noise", Modality.Audio);
        AssertDrawnBySeed("noise", Modality.Vision);
        Assert.Equal(Values(Clean.Examples, Modality.Text), Values(Apply("noise", 0.5), Modality.Text));

        float clean = Clean.Examples[0].Inputs[Modality.Audio].Values.Span[0];
        float Moved(double rate) => Apply("noise", rate)[0].Inputs[Modality.Audio].Values.Span[0] - clean;
        Assert.Equal(2 * Moved(0.2), Moved(0.4), 1e-5);
    }
}
