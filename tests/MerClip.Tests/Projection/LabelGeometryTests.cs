using MerClip.Labels;
using MerClip.Projection;
using static TorchSharp.torch;

namespace MerClip.Tests.Projection;

public class LabelGeometryTests : TorchTest
{
    static LabelSet Scale(params double[] values) => new()
    {
        Name = "scale",
        Kind = LabelKind.Ordinal,
        Labels = [.. values.Select(v => new Label($"{v}", [$"{v}"], v))],
    };

    [Fact]
    public void Labels_on_a_ruler_fit_better_than_labels_dealt_out()
    {
        // Angles in a small sector: 1 − cosine grows with their difference.
        static Tensor At(params double[] angles) => tensor(angles.SelectMany(a => new[] { Math.Cos(a), Math.Sin(a), 0 }).ToArray(), [angles.Length, 3]);
        var labels = Scale(-2, -1, 0, 1, 2);
        var ruler = LabelGeometry.Of(labels, At(-0.8, -0.4, 0, 0.4, 0.8));
        var dealt = LabelGeometry.Of(labels, At(0, 0.8, -0.4, -0.8, 0.4));
        Assert.InRange(ruler.ScaleFit, 0.93, 1);
        Assert.True(dealt.ScaleFit < 0.5);
        Assert.Equal(Math.Cos(0.4), ruler.Cosines[0, 1], 1e-12);
        Assert.Equal(1, ruler.Cosines[2, 2], 1e-12);
    }

    [Fact]
    public void Labels_without_values_have_no_scale()
    {
        var labels = LabelSet.Load("emotions6");
        Assert.True(double.IsNaN(LabelGeometry.Of(labels, randn(6, 4)).ScaleFit));
    }

    [Fact]
    public void Embeddings_of_another_set_are_refused() =>
        Assert.Contains("label embeddings [C, d]", Assert.ThrowsAny<Exception>(() => LabelGeometry.Of(Scale(0, 1), randn(3, 4))).Message);
}
