using MerClip.Data;
using MerClip.Encoders;
using MerClip.Training;
using static TorchSharp.torch;

namespace MerClip.Tests.Encoders;

public class ModalityEncoderTests : TorchTest
{
    const int Features = 6;

    static ModalityEncoder Make(int context, int tunedWords = 0, double dropout = 0.5, int layers = 0)
    {
        var options = new ModelOptions { Width = 8, Heads = 2, Context = context, Dropout = dropout, InputDropout = dropout };
        var encoder = new ModalityEncoder(Modality.Text, new(tunedWords > 0 ? Features + 1 : Features, tunedWords, layers), options);
        encoder.eval();
        return encoder;
    }

    [Theory]
    [InlineData(0, false, 0), InlineData(2, false, 0), InlineData(0, true, 0), InlineData(2, true, 0), InlineData(0, false, 2)]
    public void Padding_changes_nothing(int context, bool tuned, int layers)
    {
        var encoder = Make(context, tuned ? 3 : 0, layers: layers);
        int width = tuned ? Features + 1 : Features;
        if (tuned)
            using (no_grad()) encoder.state_dict()["tuned.weight"][1..].normal_();
        encoder.Fit([new FeatureSequence(Numbers(randn(20, Features) * 3 + 2), 20, Features)]); // padding is far from the mean
        var steps = randn(1, 3, width);
        if (tuned) steps[0, TensorIndex.Colon, Features] = tensor(new float[] { 1, 0, 3 });
        var padded = zeros(2, 7, width);
        padded[0, ..3] = steps[0];
        padded[1] = ones(7, width);
        var mask = zeros([2, 7], ScalarType.Bool);
        mask[0, ..3] = ones([3], ScalarType.Bool);
        mask[1] = ones([7], ScalarType.Bool);

        var alone = encoder.call(new PaddedSequence(steps, ones([1, 3], ScalarType.Bool)));
        var together = encoder.call(new PaddedSequence(padded, mask));

        Assert.Equal([2, 7, 8], together.shape);
        AssertClose(alone[0], together[0, ..3]);
    }

    [Fact]
    public void With_transformer_layers_every_step_sees_every_other_and_its_own_place()
    {
        var encoder = Make(0, layers: 1);
        Tensor steps = randn(1, 4, Features), other = steps.clone(), mask = ones([1, 4], ScalarType.Bool);
        other[0, 3] = randn(Features);
        var difference = (encoder.call(new(steps, mask)) - encoder.call(new(other, mask))).abs().amax([2])[0];
        Assert.All(Numbers(difference), d => Assert.True(d > 1e-6));

        var same = encoder.call(new(steps[.., ..1].expand(1, 4, Features), mask))[0];
        Assert.False(same[0].allclose(same[1]));
    }

    [Fact]
    public void A_step_sees_its_neighbours_as_far_as_the_context_goes()
    {
        Assert.Equal([3], Changed(0));
        Assert.Equal([2, 3, 4], Changed(1));
        Assert.Equal([1, 2, 3, 4, 5], Changed(2));
    }

    /// <summary>The steps whose encoding changes with step 3 of 7.</summary>
    static int[] Changed(int context)
    {
        var encoder = Make(context);
        Tensor steps = randn(1, 7, Features), other = steps.clone(), mask = ones([1, 7], ScalarType.Bool);
        other[0, 3] = randn(Features);
        var difference = (encoder.call(new(steps, mask)) - encoder.call(new(other, mask))).abs().amax([2])[0];
        return [.. Numbers(difference).Index().Where(d => d.Item > 1e-6).Select(d => d.Index)];
    }

    [Fact]
    public void Words_that_are_tuned_are_learnt_and_others_stay_as_they_are()
    {
        var encoder = Make(0, tunedWords: 3);
        encoder.train();
        using var optimizer = new FlatAdamW(encoder, 0.1, 0);
        var steps = randn(1, 4, Features + 1);
        steps[0, TensorIndex.Colon, Features] = tensor(new float[] { 1, 0, 3, 0 }); // row 2 does not occur
        var input = new PaddedSequence(steps, ones([1, 4], ScalarType.Bool));
        var weights = encoder.state_dict()["tuned.weight"];
        Assert.Equal(0, Numbers(weights.abs().sum())[0]);

        for (int i = 0; i < 5; i++)
        {
            optimizer.ZeroGradients();
            (encoder.call(input) * randn(1, 4, 8)).sum().backward();
            optimizer.Step(0.01, 1);
        }

        float[] sizes = Numbers(weights.abs().sum(1));
        Assert.Equal(0, sizes[0]);
        Assert.Equal(0, sizes[2]);
        Assert.True(sizes[1] > 0 && sizes[3] > 0);
    }

    [Fact]
    public void Dropout_acts_in_training_only()
    {
        var encoder = Make(0);
        var input = new PaddedSequence(randn(1, 5, Features), ones([1, 5], ScalarType.Bool));

        AssertSame(encoder.call(input), encoder.call(input));
        encoder.train();
        Assert.False(encoder.call(input).allclose(encoder.call(input)));
    }

    [Fact]
    public void Steps_of_another_width_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            Make(0).call(new PaddedSequence(randn(2, 3, 5), ones([2, 3], ScalarType.Bool))));

        Assert.Equal("steps [B, L, D]: expected [any, any, 6], got [2, 3, 5]", error.Message);
    }
}
