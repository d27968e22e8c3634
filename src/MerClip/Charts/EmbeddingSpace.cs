using static TorchSharp.torch;

namespace MerClip.Charts;

/// <summary>
/// Utterances and labels as points of one plane. An utterance stands for what its labels found on the whole: the mean over
/// the labels of Z_c, each scaled to length 1, as the cosine sees it. The mean, because all utterances are asked by the same
/// labels, so that points differ only by what the utterances hold; the predicted label's Z_c alone would also show which
/// label that is, and so groups that nothing in the utterances has made. The plane is that of the points' two largest
/// principal components, into which the labels' embeddings, of length 1 too, are projected.
/// </summary>
/// <param name="Utterances">The place of each utterance, [N].</param>
/// <param name="Labels">The place of each label, [C].</param>
/// <param name="Shares">The part of the utterances' variance that each axis shows, [0, 1].</param>
/// <param name="Cosines">The cosine of each label's embedding to each, [C, C].</param>
public sealed record EmbeddingSpace(
    IReadOnlyList<(double X, double Y)> Utterances, IReadOnlyList<(double X, double Y)> Labels,
    (double X, double Y) Shares, double[,] Cosines)
{
    /// <summary>Finds the plane.</summary>
    /// <param name="fused">Z, <c>[N, C, d]</c>, d at least 2.</param>
    /// <param name="labels">E, <c>[C, d]</c>.</param>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    public static EmbeddingSpace Of(Tensor fused, Tensor labels)
    {
        TensorShape.Require(fused, "fused vectors [N, C, d]", -1, labels.shape[0], labels.shape[^1]);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var points = Unit(fused).mean([1]);                                   // [N, d]
        var centre = points.mean([0], keepdim: true);                         // [1, d]
        var centred = points - centre;
        var (variances, directions) = linalg.eigh(centred.t().matmul(centred)); // ascending: [d], [d, d] in columns
        var plane = directions[.., ^2..].flip(1);                             // [d, 2]
        // The sign of a component is any; its largest weight is made positive, so that two renderings agree.
        var largest = plane.abs().argmax(0, keepdim: true);                   // [1, 2]
        plane = plane * plane.gather(0, largest).sign();
        var unit = Unit(labels);                                              // [C, d]
        double[] all = Values(variances);
        double total = Math.Max(all.Sum(), double.Epsilon);
        int count = (int)labels.shape[0];
        double[] cosines = Values(unit.matmul(unit.t()));
        var square = new double[count, count];
        for (int i = 0; i < cosines.Length; i++) square[i / count, i % count] = cosines[i];
        return new EmbeddingSpace(Pairs(centred.matmul(plane)), Pairs((unit - centre).matmul(plane)),
            (all[^1] / total, all[^2] / total), square);
    }

    static Tensor Unit(Tensor x) => nn.functional.normalize(x.to_type(ScalarType.Float64), dim: -1);

    static double[] Values(Tensor x) => x.contiguous().data<double>().ToArray();

    static (double, double)[] Pairs(Tensor x) => [.. Values(x).Chunk(2).Select(p => (p[0], p[1]))];
}
