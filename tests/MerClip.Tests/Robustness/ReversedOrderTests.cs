using MerClip.Data;
using MerClip.Robustness;

namespace MerClip.Tests.Robustness;

public class ReversedOrderTests : DamageBench
{
    [Fact]
    public void The_rate_is_the_share_that_is_reversed_and_inputs_stay_whole()
    {
        var order = Damage.Parse("order");

        Assert.Same(Clean.Examples, order.Apply(Clean, 0.5, 1111).Examples);
        Assert.All(order.Apply(Clean, 1, 1111).Reversed!, Assert.True);
        Assert.InRange(order.Apply(Clean, 0.5, 1111).Reversed!.Count(r => r), 4, 12);
        Assert.Equal(16, order.Apply(Clean, 0.5, 1111).Reversed!.Length);
    }

    [Fact]
    public void One_modality_has_no_order() => Assert.Empty(Damage.Parse("order").Reaches(new CleanInputs(
        SyntheticCorpus.Inputs(Folder["words.txt"], Corpus, SyntheticCorpus.Ordinal(), order: "text"), Split.Test, Corpus)));
}
