using static TorchSharp.torch;

namespace MerClip.Projection;

/// <summary>The plane of the two largest principal components of some points.</summary>
/// <param name="Places">Where the points are in it, [N].</param>
/// <param name="Shares">The part of their variance that each axis shows, [0, 1].</param>
public sealed record PrincipalPlane(IReadOnlyList<(double X, double Y)> Places, (double X, double Y) Shares)
{
    double[] centre = [];
    double[] directions = [];

    /// <summary>Finds the plane.</summary>
    /// <param name="points">N points of d dimensions, d at least 2.</param>
    public static PrincipalPlane Of(IReadOnlyList<double[]> points)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var rows = tensor(points.SelectMany(p => p).ToArray(), [points.Count, points[0].Length]);
        var centre = rows.mean([0]);                                              // [d]
        var centred = rows - centre;
        var (variances, vectors) = linalg.eigh(centred.t().matmul(centred));      // ascending: [d], [d, d] in columns
        var plane = vectors[.., ^2..].flip(1);                                    // [d, 2]
        // The sign of a component is any; its largest weight is made positive, so that two renderings agree.
        plane = plane * plane.gather(0, plane.abs().argmax(0, keepdim: true)).sign();
        double[] all = Values(variances);
        double total = Math.Max(all.Sum(), double.Epsilon);
        var found = new PrincipalPlane([], (all[^1] / total, all[^2] / total)) { centre = Values(centre), directions = Values(plane) };
        return found with { Places = found.Place(points) };
    }

    /// <summary>Where other points are in it.</summary>
    /// <param name="points">Points of d dimensions.</param>
    public IReadOnlyList<(double X, double Y)> Place(IReadOnlyList<double[]> points) => [.. points.Select(p => (Along(p, 0), Along(p, 1)))];

    double Along(double[] point, int axis)
    {
        double sum = 0;
        for (int f = 0; f < point.Length; f++) sum += (point[f] - centre[f]) * directions[2 * f + axis];
        return sum;
    }

    static double[] Values(Tensor x) => x.contiguous().data<double>().ToArray();
}
