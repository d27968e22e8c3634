namespace MerClip.Projection;

/// <summary>
/// How far a map can be believed. No plane keeps all that many dimensions have to say; these numbers belong beside every map.
/// </summary>
/// <param name="Trustworthiness">Whether neighbours on the map are neighbours in truth, [0, 1], 1 if all are; a map of places drawn at
/// random has about 0.5. Venna and Kaski 2001, as scikit-learn computes it.</param>
/// <param name="Kept">Of the nearest neighbours in truth, the share that are among the nearest on the map, [0, 1].</param>
/// <param name="Neighbours">How many neighbours of each point were looked at, k.</param>
public sealed record ProjectionQuality(double Trustworthiness, double Kept, int Neighbours)
{
    /// <summary>Compares a map with what it is a map of.</summary>
    /// <param name="points">N points of many dimensions.</param>
    /// <param name="map">Their places, in the same order.</param>
    /// <param name="neighbours">How many neighbours to look at; less than half of the points.</param>
    /// <exception cref="InputException">There are too few points.</exception>
    public static ProjectionQuality Of(IReadOnlyList<double[]> points, IReadOnlyList<(double X, double Y)> map, int neighbours = 10)
    {
        int n = points.Count, k = neighbours;
        if (k < 1 || 2 * k >= n) throw new InputException($"{k} neighbours of {n} points: use at least 1 and less than half of the points");
        int[][] truth = Distances.Neighbours(points), seen = Distances.Neighbours(Rows(map));
        double penalty = 0, kept = 0;
        for (int i = 0; i < n; i++)
        {
            int[] rank = new int[n];
            for (int r = 0; r < n - 1; r++) rank[truth[i][r]] = r + 1;
            foreach (int j in seen[i].Take(k)) penalty += Math.Max(0, rank[j] - k);
            kept += truth[i].Take(k).Intersect(seen[i].Take(k)).Count();
        }
        return new ProjectionQuality(1 - penalty * 2 / (n * k * (2.0 * n - 3 * k - 1)), kept / (n * k), k);
    }

    /// <summary>Of each point's nearest neighbours, the share of its own kind, and what it would be if places said nothing.</summary>
    /// <param name="points">N points, or places as rows of two.</param>
    /// <param name="kinds">What each is, such as its label or speaker.</param>
    /// <param name="neighbours">How many neighbours to look at.</param>
    public static (double HitRate, double Chance) HitRate<T>(IReadOnlyList<double[]> points, IReadOnlyList<T> kinds, int neighbours = 10)
        where T : notnull
    {
        int n = points.Count, k = Math.Min(neighbours, n - 1);
        double hits = Distances.Neighbours(points).Index()
            .Sum(of => of.Item.Take(k).Count(j => kinds[j].Equals(kinds[of.Index])));
        double chance = kinds.CountBy(kind => kind).Sum(kind => kind.Value * (kind.Value - 1.0)) / (n * (n - 1.0));
        return (hits / (n * k), chance);
    }

    /// <summary>Places as rows of two.</summary>
    public static IReadOnlyList<double[]> Rows(IReadOnlyList<(double X, double Y)> map) => [.. map.Select(p => new[] { p.X, p.Y })];
}
