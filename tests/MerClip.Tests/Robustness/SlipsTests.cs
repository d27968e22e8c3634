using MerClip.Data;

namespace MerClip.Tests.Robustness;

public class SlipsTests : DamageBench
{
    [Fact]
    public void Words_go_wrong_with_the_rate_and_become_words_of_the_split()
    {
        AssertDrawnBySeed("slips", Modality.Text);
        var rare = Apply("slips", 0.1);
        var all = Apply("slips", 1);

        int Changed(IEnumerable<Example> damaged) =>
            Values(Clean.Examples, Modality.Text).Zip(Values(damaged, Modality.Text)).Count(v => !v.First.SequenceEqual(v.Second));
        int spoken = Clean.Words.Count(w => w.Length > 0);
        Assert.InRange(Changed(rare), 1, spoken - 1);
        Assert.InRange(Changed(all), spoken - 1, spoken);

        var known = Values(Clean.Examples, Modality.Text).SelectMany(v => v).ToHashSet();
        Assert.All(Values(all, Modality.Text), v => Assert.All(v, x => Assert.Contains(x, known)));
        Assert.InRange(Steps(all, Modality.Text), 0.7 * Steps(Clean.Examples, Modality.Text), 1.1 * Steps(Clean.Examples, Modality.Text));
    }

    [Fact]
    public void What_a_low_rate_leaves_of_an_utterance_no_lower_one_changes()
    {
        float[][] clean = Values(Clean.Examples, Modality.Text), low = Values(Apply("slips", 0.1), Modality.Text), high = Values(Apply("slips", 0.3), Modality.Text);

        foreach (int i in Enumerable.Range(0, 16).Where(i => high[i].SequenceEqual(clean[i]))) Assert.Equal(clean[i], low[i]);
    }
}
