using MerClip.Data;

namespace MerClip.Tests.Robustness;

public class MissingWordsTests : DamageBench
{
    [Fact]
    public void Words_are_lost_and_nothing_else()
    {
        AssertDrawnBySeed("words", Modality.Text);
        var damaged = Apply("words", 0.5);

        Assert.InRange(Steps(damaged, Modality.Text), 0.3 * Steps(Clean.Examples, Modality.Text), 0.7 * Steps(Clean.Examples, Modality.Text));
        Assert.Equal(Values(Clean.Examples, Modality.Vision), Values(damaged, Modality.Vision));
        Assert.All(Values(Clean.Examples, Modality.Text).Zip(Values(damaged, Modality.Text)), v => Assert.All(v.Second, x => Assert.Contains(x, v.First)));
        Assert.All(Apply("words", 1), e => Assert.False(e.Inputs.ContainsKey(Modality.Text)));
    }

    [Fact]
    public void Missing_text_is_missing_words() =>
        Assert.Equal(Values(Apply("words", 0.4), Modality.Text), Values(Apply("missing:text", 0.4), Modality.Text));
}
