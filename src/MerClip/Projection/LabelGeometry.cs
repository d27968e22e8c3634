using MerClip.Labels;
using static TorchSharp.torch;

namespace MerClip.Projection;

/// <summary>How the labels of a set lie to each other.</summary>
/// <param name="Labels">The labels, C.</param>
/// <param name="Cosines">The cosine of each embedding to each, <c>[C, C]</c>.</param>
/// <param name="Plane">The embeddings, brought to length 1, in the plane of their principal components.</param>
/// <param name="ScaleFit">Whether they lie as their values do: Pearson's r, over all pairs of labels, of the difference of their values
/// and their distance 1 − cosine. 1 if labels lie as on a ruler, 0 if distance says nothing of value; NaN if labels have no
/// values.</param>
public sealed record LabelGeometry(LabelSet Labels, double[,] Cosines, PrincipalPlane Plane, double ScaleFit)
{
    /// <summary>Measures embeddings.</summary>
    /// <param name="labels">The labels, C.</param>
    /// <param name="embeddings">Their vectors, <c>[C, d]</c>, d at least 2.</param>
    public static LabelGeometry Of(LabelSet labels, Tensor embeddings)
    {
        TensorShape.Require(embeddings, "label embeddings [C, d]", labels.Count, -1);
        using var scope = NewDisposeScope();
        double[,] cosines = CosinesOf(embeddings);
        var unit = nn.functional.normalize(embeddings.detach().to_type(ScalarType.Float64), dim: -1);
        var rows = unit.contiguous().data<double>().ToArray().Chunk((int)unit.shape[1]).ToArray();
        return new LabelGeometry(labels, cosines, PrincipalPlane.Of(rows), labels.Kind == LabelKind.Ordinal ? Fit(labels, cosines) : double.NaN);
    }

    /// <summary>The cosine of each row to each.</summary>
    /// <param name="vectors"><c>[C, d]</c></param>
    internal static double[,] CosinesOf(Tensor vectors)
    {
        using var scope = NewDisposeScope();
        var unit = nn.functional.normalize(vectors.detach().to_type(ScalarType.Float64), dim: -1);
        int count = (int)unit.shape[0];
        var cosines = new double[count, count];
        foreach (var (i, value) in unit.matmul(unit.t()).contiguous().data<double>().ToArray().Index())
            cosines[i / count, i % count] = value;
        return cosines;
    }

    static double Fit(LabelSet labels, double[,] cosines)
    {
        var pairs = (from i in Enumerable.Range(0, labels.Count)
                     from j in Enumerable.Range(0, i)
                     select (Value: Math.Abs(labels.Values[i] - labels.Values[j]), Distance: 1 - cosines[i, j])).ToArray();
        return MathNet.Numerics.Statistics.Correlation.Pearson(pairs.Select(p => (double)p.Value), pairs.Select(p => p.Distance));
    }
}
