using MerClip.Charts;
using static TorchSharp.torch;

namespace MerClip.Tests.Charts;

public class EmbeddingSpaceTests : TorchTest
{
    [Fact]
    public void The_plane_is_that_of_the_two_largest_principal_components()
    {
        var (fused, labels) = (randn(20, 3, 5), randn(3, 5));

        var space = EmbeddingSpace.Of(fused, labels);

        // The same by singular values, another way to principal components.
        var points = (fused / fused.norm(-1, keepdim: true)).mean([1]).to(float64);
        var centre = points.mean([0], keepdim: true);
        var (_, singular, directions) = linalg.svd(points - centre, fullMatrices: false);
        double[] x = [.. (points - centre).matmul(directions[0]).data<double>()];
        double[] label = [.. ((labels / labels.norm(-1, keepdim: true)).to(float64) - centre).matmul(directions[0]).data<double>()];
        double sign = Math.Sign(x[0] * space.Utterances[0].X);
        for (int i = 0; i < 20; i++) Assert.Equal(sign * x[i], space.Utterances[i].X, 1e-5);
        for (int c = 0; c < 3; c++) Assert.Equal(sign * label[c], space.Labels[c].X, 1e-5);
        double[] variances = [.. singular.data<double>().Select(s => s * s)];
        Assert.Equal(variances[0] / variances.Sum(), space.Shares!.Value.X, 1e-6);
        Assert.Equal(variances[1] / variances.Sum(), space.Shares!.Value.Y, 1e-6);
    }

    [Fact]
    public void Signs_are_settled()
    {
        var fused = randn(20, 3, 5);
        var labels = randn(3, 5);
        var space = EmbeddingSpace.Of(fused, labels);

        var reversed = EmbeddingSpace.Of(fused.flip(0), labels);

        Assert.All(space.Utterances.Reverse().Zip(reversed.Utterances), p =>
        {
            Assert.Equal(p.First.X, p.Second.X, 1e-6);
            Assert.Equal(p.First.Y, p.Second.Y, 1e-6);
        });
    }

    [Fact]
    public void Cosines_are_those_of_the_labels()
    {
        var space = EmbeddingSpace.Of(randn(4, 2, 3), tensor(new float[] { 2, 0, 0, 3, 4, 0 }, [2, 3]));

        Assert.Equal(1, space.Cosines[0, 0], 1e-6);
        Assert.Equal(0.6, space.Cosines[0, 1], 1e-6);
        Assert.Equal(0.6, space.Cosines[1, 0], 1e-6);
    }

    [Fact]
    public void One_utterance_is_a_point_too()
    {
        var space = EmbeddingSpace.Of(randn(1, 3, 4), randn(3, 4));

        Assert.Equal((0, 0), space.Utterances[0]);
        Assert.True(double.IsFinite(space.Shares!.Value.X));
    }

    [Fact]
    public void Shapes_that_do_not_go_together_are_refused() =>
        Assert.Throws<ArgumentException>(() => EmbeddingSpace.Of(randn(4, 2, 3), randn(3, 3)));
}
