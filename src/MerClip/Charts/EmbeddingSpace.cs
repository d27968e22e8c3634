using MerClip.Projection;
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
/// <param name="Shares">The part of the utterances' variance that each axis shows, [0, 1]; null if axes mean nothing.</param>
/// <param name="Cosines">The cosine of each label's embedding to each, [C, C].</param>
public sealed record EmbeddingSpace(
    IReadOnlyList<(double X, double Y)> Utterances, IReadOnlyList<(double X, double Y)> Labels,
    (double X, double Y)? Shares, double[,] Cosines)
{
    /// <summary>What utterances are before they are brought into the plane, N points of d dimensions.</summary>
    public IReadOnlyList<double[]> Points { get; init; } = [];

    /// <summary>What labels are, C points of d dimensions.</summary>
    public IReadOnlyList<double[]> LabelPoints { get; init; } = [];

    /// <summary>How far the plane can be believed.</summary>
    /// <param name="neighbours">How many neighbours of each utterance to look at.</param>
    public ProjectionQuality Quality(int neighbours = 10) => ProjectionQuality.Of(Points, Utterances, neighbours);

    /// <summary>The same points placed by t-SNE, utterances and labels together: it keeps neighbours, and nothing else.</summary>
    /// <param name="perplexity">How many neighbours a point has, softly.</param>
    public EmbeddingSpace ByNeighbours(double perplexity = 30)
    {
        var places = new TSne(perplexity).Place([.. Points, .. LabelPoints], [.. Utterances, .. Labels]);
        return this with { Utterances = places[..Points.Count], Labels = places[Points.Count..], Shares = null };
    }

    /// <summary>Finds the plane.</summary>
    /// <param name="fused">Z, <c>[N, C, d]</c>, d at least 2.</param>
    /// <param name="labels">E, <c>[C, d]</c>.</param>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    public static EmbeddingSpace Of(Tensor fused, Tensor labels)
    {
        TensorShape.Require(fused, "fused vectors [N, C, d]", -1, labels.shape[0], labels.shape[^1]);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var points = Rows(Unit(fused).mean([1]));                              // N of d
        var unit = Rows(Unit(labels));                                        // C of d
        var plane = PrincipalPlane.Of(points);
        return new EmbeddingSpace(plane.Places, plane.Place(unit), plane.Shares, LabelGeometry.CosinesOf(labels)) { Points = points, LabelPoints = unit };
    }

    static Tensor Unit(Tensor x) => nn.functional.normalize(x.to_type(ScalarType.Float64), dim: -1);

    static double[] Values(Tensor x) => x.contiguous().data<double>().ToArray();

    static double[][] Rows(Tensor x) => [.. Values(x).Chunk((int)x.shape[1])];
}
