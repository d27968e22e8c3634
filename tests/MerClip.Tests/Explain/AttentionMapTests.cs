using MerClip.Data;
using MerClip.Explain;
using MerClip.Tests.Training;

namespace MerClip.Tests.Explain;

public class AttentionMapTests : TorchTest
{
    [Theory, InlineData("sequential"), InlineData("parallel"), InlineData("concatenation")]
    public void Every_label_shares_its_attention_among_the_steps_that_there_are(string fusion)
    {
        using var bench = new TrainingBench(Folder, 1, SyntheticCorpus.Tiny with { Fusion = fusion, Layers = 2 });
        foreach (var example in bench.Inputs.Examples(Split.Test))
        {
            var steps = StepNames.Of(example, bench.Inputs.Order, bench.Inputs.Encoders);

            var maps = AttentionMap.Of(bench.Model, example, bench.Labels, steps);

            var blocks = fusion == "concatenation" ? bench.Inputs.Order : bench.Inputs.Order.Where(example.Inputs.ContainsKey);
            Assert.Equal(blocks.SelectMany(m => new[] { (m, 1), (m, 2) }), maps.Select(m => (m.Block, m.Layer)));
            foreach (var map in maps)
            {
                Assert.Equal(fusion == "concatenation" ? steps : steps.Where(s => s.Modality == map.Block), map.Steps);
                Assert.Equal(bench.Labels.Set.Count, map.Weights.Count);
                Assert.All(map.Weights, row => Assert.Equal((map.Steps.Count, 1), (row.Count, Math.Round(row.Sum(), 5))));
            }
        }
    }

    [Fact]
    public void Looking_changes_nothing_and_leaves_no_hook()
    {
        using var bench = new TrainingBench(Folder, 1);
        var examples = bench.Inputs.Examples(Split.Test);
        float[] before = Numbers(bench.Model.Predict(examples, bench.Labels));
        var batch = Batch.Of(examples, bench.Model.Spec.Widths, TorchSharp.torch.CPU);

        var first = bench.Model.Attend(batch, bench.Labels);
        var second = bench.Model.Attend(batch, bench.Labels);

        Assert.Equal(3, first.Count);
        Assert.Equal(3, second.Count);
        AssertSame(first[0].Weights, second[0].Weights);
        Assert.Equal(before, Numbers(bench.Model.Predict(examples, bench.Labels)));
    }

    [Fact]
    public void Pieces_of_a_word_are_taken_together()
    {
        using var bench = new TrainingBench(Folder, 1);
        var example = bench.Inputs.Examples(Split.Test).First(e => e.Inputs.GetValueOrDefault(Modality.Text)?.Steps > 2);
        int count = example.Inputs[Modality.Text].Steps;
        StepSpan[] single = [.. Enumerable.Range(0, count).Select(i => new StepSpan(Modality.Text, "a", i, 1))];
        StepSpan[] joined = [new(Modality.Text, "a", 0, 2), .. single[2..]];
        var quantity = ExplainedQuantity.Score(bench.Labels.Set);

        var apart = AttentionMap.Of(bench.Model, example, bench.Labels, single)[0].Weights[0];
        var together = AttentionMap.Of(bench.Model, example, bench.Labels, joined)[0].Weights[0];
        Assert.Equal(apart[0] + apart[1], together[0], 1e-6);
        Assert.Equal(apart.Skip(2), together.Skip(1));

        var slopes = StepGradient.Of(bench.Model, example, bench.Labels, quantity, single);
        Assert.Equal(slopes[0] + slopes[1], StepGradient.Of(bench.Model, example, bench.Labels, quantity, joined)[0], 1e-6);
    }
}
