using MerClip.Data;
using MerClip.Robustness;

namespace MerClip.Tests.Robustness;

public class MissingStepsTests : DamageBench
{
    [Fact]
    public void The_steps_of_numpys_numbers_are_left()
    {
        // numpy.random.seed(1111); numpy.random.uniform(size=(2, 3)) > 0.3
        Assert.Equal(new[,] { { false, true, true }, { true, false, false } }, MissingSteps.Kept(2, 3, 0.3, 1111));
    }

    [Fact]
    public void Every_modality_has_the_mask_of_its_padded_length()
    {
        var kept = MissingSteps.Kept(16, Corpus.All.Max(u => u.Features.GetValueOrDefault(Modality.Audio)?.Steps ?? 0), 0.4, 1111);

        var damaged = Apply("missing", 0.4);

        for (int i = 0; i < 16; i++)
        {
            if (!Clean.Examples[i].Inputs.TryGetValue(Modality.Audio, out var clean)) continue;
            float[] expected = [.. Enumerable.Range(0, clean.Steps).Where(s => kept[i, s])
                .SelectMany(s => clean.Values.Slice(s * clean.Width, clean.Width).ToArray())];
            Assert.Equal(expected, Values([damaged[i]], Modality.Audio)[0]);
            Assert.Equal(expected.Length > 0, damaged[i].Inputs.ContainsKey(Modality.Audio));
        }
    }

    [Fact]
    public void The_rate_is_how_much_is_missing_and_a_higher_one_takes_more_of_the_same()
    {
        foreach (var modality in Clean.Order)
        {
            AssertDrawnBySeed("missing", modality);
            int all = Steps(Clean.Examples, modality), few = Steps(Apply("missing", 0.2), modality), many = Steps(Apply("missing", 0.8), modality);
            Assert.InRange(few, 0.6 * all, 0.95 * all);
            Assert.InRange(many, 0.05 * all, 0.4 * all);
        }
        Assert.All(Apply("missing", 1), e => Assert.Empty(e.Inputs));
        Assert.True(Values(Apply("missing", 0.8), Modality.Audio).Zip(Values(Apply("missing", 0.2), Modality.Audio)).All(v => v.First.All(v.Second.Contains)));
    }

    [Fact]
    public void Only_the_named_modality_is_touched()
    {
        var damaged = Apply("missing:vision", 0.6);

        Assert.Equal(Values(Clean.Examples, Modality.Text), Values(damaged, Modality.Text));
        Assert.NotEqual(Values(Clean.Examples, Modality.Vision), Values(damaged, Modality.Vision));
    }
}
