using MerClip.Data;
using MerClip.Explain;
using MerClip.Tests.Training;

namespace MerClip.Tests.Explain;

public class StepEffectTests : TorchTest
{
    static Example Without(Example example, Modality modality, int step)
    {
        var all = example.Inputs[modality];
        float[] left = [.. all.Values.ToArray().Chunk(all.Width).Where((_, i) => i != step).SelectMany(row => row)];
        return example with
        {
            Inputs = new Dictionary<Modality, FeatureSequence>(example.Inputs) { [modality] = new(left, all.Steps - 1, all.Width) },
        };
    }

    [Theory, InlineData("sequential"), InlineData("parallel"), InlineData("concatenation")]
    public void A_step_that_is_left_out_is_as_if_it_had_never_been(string fusion)
    {
        using var bench = new TrainingBench(Folder, 1, SyntheticCorpus.Tiny with { Fusion = fusion });
        var quantity = ExplainedQuantity.Score(bench.Labels.Set);
        var example = bench.Inputs.Examples(Split.Test).First(e => e.Inputs.Count == 3 && e.Inputs.Values.All(s => s.Steps > 1));
        var steps = StepNames.Of(example, bench.Inputs.Order, bench.Inputs.Encoders);
        double Score(Example e) => quantity.Of(bench.Model.Predict([e], bench.Labels)).data<float>()[0];

        var effects = StepOcclusion.Of(bench.Model, example, bench.Labels, quantity, steps);

        Assert.Equal(example.Inputs.Values.Sum(s => s.Steps), effects.Count);
        foreach (var (step, effect) in steps.Zip(effects))
            Assert.Equal(Score(example) - Score(Without(example, step.Modality, step.First)), effect, 1e-5);
        Assert.Contains(effects, e => Math.Abs(e) > 1e-4);
    }

    [Fact]
    public void The_only_step_leaves_with_its_modality_and_many_steps_go_in_several_batches()
    {
        using var bench = new TrainingBench(Folder, 1);
        var quantity = ExplainedQuantity.Score(bench.Labels.Set);
        var random = new Random(1);
        var example = new Example(new Utterance { Id = "a", Text = "zub" }, new Dictionary<Modality, FeatureSequence>
        {
            [Modality.Text] = bench.Inputs.Encoders.Text!.Encode("zub")!,
            [Modality.Audio] = new(Enumerable.Range(0, 300 * 5).Select(_ => random.NextSingle()).ToArray(), 300, 5),
        }, null);
        var steps = StepNames.Of(example, bench.Inputs.Order, bench.Inputs.Encoders);
        double Score(Example e) => quantity.Of(bench.Model.Predict([e], bench.Labels)).data<float>()[0];

        var effects = StepOcclusion.Of(bench.Model, example, bench.Labels, quantity, steps);

        var mute = example with { Inputs = new Dictionary<Modality, FeatureSequence> { [Modality.Audio] = example.Inputs[Modality.Audio] } };
        Assert.Equal(Score(example) - Score(mute), effects[0], 1e-5);
        Assert.Equal(Score(example) - Score(Without(example, Modality.Audio, 299)), effects[300], 1e-5);
        Assert.Equal(0, StepGradient.Of(bench.Model, example, bench.Labels, quantity, steps)[0], 1e-6);
    }

    [Fact]
    public void The_gradient_is_the_slope_towards_the_mean_step_and_leaves_none_behind()
    {
        using var bench = new TrainingBench(Folder, 1);
        var quantity = ExplainedQuantity.Score(bench.Labels.Set);
        var example = bench.Inputs.Examples(Split.Test).First(e => e.Inputs.Count == 3 && e.Inputs.Values.All(s => s.Steps > 1));
        var steps = StepNames.Of(example, bench.Inputs.Order, bench.Inputs.Encoders);

        var effects = StepGradient.Of(bench.Model, example, bench.Labels, quantity, steps);

        var encoded = bench.Model.Encode(OneExample.Of(bench.Model, example, bench.Labels));
        foreach (var (i, step) in steps.Index())
        {
            double Shifted(double share) => quantity.Of(bench.Model.Decode(1, [.. encoded.Select(x =>
            {
                if (x.Modality != step.Modality) return x;
                var values = x.Steps.detach().clone();
                values[0, step.First] += (values[0, step.First] - x.Steps.detach()[0].mean([0])) * share;
                return x with { Steps = values };
            })], bench.Labels)[^1]).data<float>()[0];
            Assert.Equal((Shifted(0.01) - Shifted(-0.01)) / 0.02, effects[i], 1e-3);
        }
        Assert.All(bench.Model.parameters(), p => Assert.True(p.grad is null || Numbers(p.grad).All(g => g == 0)));
    }

    [Fact]
    public void Agreement_is_the_correlation_of_ranks()
    {
        StepEffect Effect(double occlusion, double gradient) => new(new StepSpan(Modality.Text, "a", 0, 1), occlusion, gradient);
        Assert.Equal(1, StepEffect.Agreement([Effect(1, 10), Effect(2, 20), Effect(3, 90)])!.Value, 1e-9);
        Assert.Equal(-0.5, StepEffect.Agreement([Effect(1, 3), Effect(2, 1), Effect(3, 2)])!.Value, 1e-9);
        Assert.Null(StepEffect.Agreement([Effect(1, 3), Effect(2, 1)]));
        Assert.Null(StepEffect.Agreement([Effect(1, 3), Effect(1, 1), Effect(1, 2)]));
    }
}
