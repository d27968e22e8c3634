using MerClip.Data;
using MerClip.Encoders;
using static TorchSharp.torch;

namespace MerClip.Tests.Encoders;

public class StandardizerTests : TorchTest
{
    static FeatureSequence Sequence(int width, params float[] values) => new(values, values.Length / width, width);

    [Fact]
    public void Statistics_are_those_of_all_steps()
    {
        var standardizer = new Standardizer(2);
        standardizer.Fit([Sequence(2, 1, 10, 3, 10), Sequence(2, 5, 40)]); // means 3 and 20, deviations √(8/3) and √200

        var result = Numbers(standardizer.call(tensor(new float[] { 3, 20, 5, 40 }, [1, 2, 2])));

        Assert.Equal([0f, 0f], result[..2]);
        Assert.Equal(2 / Math.Sqrt(8 / 3.0), result[2], 1e-5);
        Assert.Equal(20 / Math.Sqrt(200), result[3], 1e-5);
    }

    [Fact]
    public void A_feature_that_never_changed_becomes_zero()
    {
        var standardizer = new Standardizer(2);
        standardizer.Fit([Sequence(2, 0.1f, 1e6f, 0.1f, 1e6f, 0.1f, 1e6f)]);

        Assert.Equal([0f, 0, 0, 0], Numbers(standardizer.call(tensor(new float[] { 0.1f, 1e6f, 77, -5 }, [1, 2, 2]))));
    }

    [Fact]
    public void Far_values_are_cut()
    {
        var standardizer = new Standardizer(1);
        standardizer.Fit([Sequence(1, -1, 1)]);

        Assert.Equal([4f, -4, 3.5f], Numbers(standardizer.call(tensor(new float[] { 1e30f, -5, 3.5f }, [3, 1]))));
    }

    [Fact]
    public void Columns_beyond_the_width_are_ignored()
    {
        var standardizer = new Standardizer(1);
        standardizer.Fit([Sequence(3, 1, 100, 200, 3, -100, 7)]);

        Assert.Equal([-1f, 1f], Numbers(standardizer.call(tensor(new float[] { 1, 3 }, [2, 1]))));
    }

    [Fact]
    public void Without_sequences_nothing_changes_and_the_statistics_are_saved_but_not_learnt()
    {
        var standardizer = new Standardizer(2);
        standardizer.Fit([]);

        Assert.Equal([2f, -3], Numbers(standardizer.call(tensor(new float[] { 2, -3 }))));
        Assert.Empty(standardizer.parameters());
        Assert.Equal(2, standardizer.state_dict().Count);
    }
}
