using MerClip.Data;

namespace MerClip.Tests.Robustness;

public class MissingModalityTests : DamageBench
{
    [Fact]
    public void A_modality_is_there_as_a_whole_or_not_at_all()
    {
        var damaged = Apply("whole", 0.5);

        foreach (var modality in Clean.Order)
        {
            AssertDrawnBySeed("whole", modality);
            var pairs = Values(Clean.Examples, modality).Zip(Values(damaged, modality)).ToArray();
            Assert.All(pairs, p => Assert.True(p.Second.Length == 0 || p.Second.SequenceEqual(p.First)));
            Assert.InRange(damaged.Count(e => e.Inputs.ContainsKey(modality)), 2, 12);
        }
        Assert.NotEqual(damaged.Select(e => e.Inputs.ContainsKey(Modality.Text)), damaged.Select(e => e.Inputs.ContainsKey(Modality.Vision)));
    }

    [Fact]
    public void At_rate_1_all_are_without_it_and_keep_the_others()
    {
        var damaged = Apply("whole:text", 1);

        Assert.All(damaged, e => Assert.False(e.Inputs.ContainsKey(Modality.Text)));
        Assert.Equal(Values(Clean.Examples, Modality.Audio), Values(damaged, Modality.Audio));
    }
}
