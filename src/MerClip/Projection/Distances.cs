namespace MerClip.Projection;

/// <summary>Distances between points.</summary>
static class Distances
{
    /// <summary>The square of each point's distance to each, [N·N].</summary>
    public static double[] Squared(IReadOnlyList<double[]> points)
    {
        int n = points.Count;
        double[] squared = new double[n * n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++)
            {
                double sum = 0;
                for (int f = 0; f < points[i].Length; f++)
                {
                    double d = points[i][f] - points[j][f];
                    sum += d * d;
                }
                squared[i * n + j] = squared[j * n + i] = sum;
            }
        return squared;
    }

    /// <summary>For each point all others, the nearest first; of equals the first in the list first. [N][N − 1]</summary>
    public static int[][] Neighbours(IReadOnlyList<double[]> points)
    {
        int n = points.Count;
        double[] squared = Squared(points);
        return [.. Enumerable.Range(0, n).Select(i =>
            Enumerable.Range(0, n).Where(j => j != i).OrderBy(j => squared[i * n + j]).ToArray())];
    }
}
