using MerClip.Data;
using static TorchSharp.torch;

namespace MerClip.Tests.Data;

public class BatchTests : TorchTest
{
    static Example Make(int steps, float? target = 1) => new(new Utterance { Id = $"u{steps}" },
        steps == 0 ? new Dictionary<Modality, FeatureSequence>() : new()
        {
            [Modality.Audio] = new(Enumerable.Range(1, 2 * steps).Select(i => (float)i).ToArray(), steps, 2),
        },
        target is { } t ? [t] : null);

    static Batch Pad(params Example[] examples) => Batch.Of(examples, new Dictionary<Modality, int> { [Modality.Audio] = 2 }, CPU);

    [Fact]
    public void Sequences_are_padded_on_the_right_and_masked()
    {
        var audio = Pad(Make(1), Make(0), Make(2)).Inputs[Modality.Audio];

        Assert.Equal([3, 2, 2], audio.Values.shape);
        Assert.Equal([1, 2, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4], Numbers(audio.Values));
        Assert.Equal([true, false, false, false, true, true], audio.Mask.data<bool>().ToArray());
    }

    [Fact]
    public void Targets_are_there_if_all_examples_have_one()
    {
        AssertSame(tensor(new float[] { 3, -1 }, [2, 1]), Pad(Make(1, 3), Make(2, -1)).Targets!);
        Assert.Null(Pad(Make(1, 3), Make(2, null)).Targets);
    }

    [Fact]
    public void A_shuffled_plan_has_each_example_once_and_depends_on_the_seed()
    {
        Example[] examples = [.. Enumerable.Range(0, 45).Select(i => Make(i))];

        var plan = BatchPlan.Shuffled(examples, 4, 7);

        Assert.Equal(examples, plan.SelectMany(b => b).OrderBy(e => e.Inputs.Count == 0 ? 0 : e.Length));
        Assert.Equal(12, plan.Count);
        Assert.All(plan, b => Assert.InRange(b.Count, 1, 4));
        Assert.Equal(plan.SelectMany(b => b), BatchPlan.Shuffled(examples, 4, 7).SelectMany(b => b));
        Assert.NotEqual(plan.SelectMany(b => b), BatchPlan.Shuffled(examples, 4, 8).SelectMany(b => b));
    }

    [Fact]
    public void A_plan_by_length_knows_each_examples_place()
    {
        Example[] examples = [Make(5), Make(1), Make(3), Make(2)];

        var plan = BatchPlan.ByLength(examples, 3).ToArray();

        Assert.Equal([1, 3, 2, 0], plan.SelectMany(b => b).Select(p => p.Place));
        Assert.All(plan.SelectMany(b => b), p => Assert.Same(examples[p.Place], p.Example));
        Assert.Equal([3, 1], plan.Select(b => b.Count));
    }
}
