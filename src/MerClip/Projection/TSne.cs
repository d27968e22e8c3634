namespace MerClip.Projection;

/// <summary>
/// t-SNE (van der Maaten and Hinton 2008), exact: places points of many dimensions in a plane so that near ones stay near. Distances
/// between groups, and their sizes, mean nothing. Starts from the principal components instead of at random (Kobak and Berens 2019),
/// so that the same points give the same map; a pass takes time with the square of the points, for up to a few thousand.
/// </summary>
/// <param name="perplexity">How many neighbours a point has, softly; less than a third of the points.</param>
/// <param name="passes">Steps of the descent; the first quarter draws groups together.</param>
public sealed class TSne(double perplexity = 30, int passes = 750)
{
    const double Exaggeration = 12;

    /// <summary>Places points.</summary>
    /// <param name="points">N rows of one length.</param>
    /// <param name="start">Where they stand at first, N places; only their shape matters.</param>
    /// <returns>N places.</returns>
    /// <exception cref="InputException">There are too few points for the perplexity.</exception>
    public (double X, double Y)[] Place(IReadOnlyList<double[]> points, IReadOnlyList<(double X, double Y)> start)
    {
        int n = points.Count;
        if (n < 3 * perplexity + 1)
            throw new InputException($"t-SNE of {n} points with perplexity {perplexity}: use at most {(n - 1) / 3}");
        double[] p = Affinities(points);
        double spread = Math.Sqrt(start.Average(s => s.X * s.X)) is > 0 and var x ? x : 1;
        double[][] y = [[.. start.Select(s => 1e-4 * s.X / spread)], [.. start.Select(s => 1e-4 * s.Y / spread)]];
        double[][] velocity = [new double[n], new double[n]], gains = [Filled(n, 1), Filled(n, 1)];
        double step = Math.Max(n / Exaggeration / 4, 50); // Belkina et al. 2019
        for (int pass = 0; pass < passes; pass++)
        {
            bool early = pass < passes / 4;
            var gradient = Gradient(p, y, early ? Exaggeration : 1);
            for (int axis = 0; axis < 2; axis++)
                for (int i = 0; i < n; i++)
                {
                    bool turns = gradient[axis][i] * velocity[axis][i] > 0;
                    gains[axis][i] = Math.Max(0.01, turns ? 0.8 * gains[axis][i] : gains[axis][i] + 0.2);
                    velocity[axis][i] = (early ? 0.5 : 0.8) * velocity[axis][i] - step * gains[axis][i] * gradient[axis][i];
                    y[axis][i] += velocity[axis][i];
                }
        }
        var (left, below) = (y[0].Average(), y[1].Average());
        return [.. y[0].Zip(y[1], (a, b) => (a - left, b - below))];
    }

    static double[] Filled(int n, double value) => [.. Enumerable.Repeat(value, n)];

    /// <summary>How much each pair belongs together, [N·N], summing to 1: a bell around each point, as wide as gives it the perplexity.</summary>
    double[] Affinities(IReadOnlyList<double[]> points)
    {
        int n = points.Count;
        double entropy = Math.Log(perplexity);
        double[] square = Distances.Squared(points), p = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            var row = p.AsSpan(i * n, n);
            double low = 0, high = double.PositiveInfinity, narrow = 1;
            double nearest = Enumerable.Range(0, n).Where(j => j != i).Min(j => square[i * n + j]);
            for (int guess = 0; guess < 100; guess++)
            {
                double sum = 0, weighted = 0;
                for (int j = 0; j < n; j++)
                {
                    double away = square[i * n + j] - nearest; // the nearest has weight 1, so that the sum is never 0
                    row[j] = j == i ? 0 : Math.Exp(-narrow * away);
                    sum += row[j];
                    weighted += row[j] * away;
                }
                double off = Math.Log(sum) + narrow * weighted / sum - entropy;
                for (int j = 0; j < n; j++) row[j] /= sum;
                if (Math.Abs(off) < 1e-7) break;
                (low, high) = off > 0 ? (narrow, high) : (low, narrow);
                narrow = double.IsPositiveInfinity(high) ? 2 * narrow : (low + high) / 2;
            }
        }
        double[] both = new double[n * n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) both[i * n + j] = (p[i * n + j] + p[j * n + i]) / (2 * n);
        return both;
    }

    /// <summary>Of the Kullback-Leibler divergence, by each place: pairs that belong together pull, all push.</summary>
    static double[][] Gradient(double[] p, double[][] y, double exaggeration)
    {
        int n = y[0].Length;
        double[] near = new double[n * n];
        double total = 0;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++)
            {
                double dx = y[0][i] - y[0][j], dy = y[1][i] - y[1][j];
                total += 2 * (near[i * n + j] = 1 / (1 + dx * dx + dy * dy));
            }
        double[][] gradient = [new double[n], new double[n]];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++)
            {
                double w = near[i * n + j], pull = 4 * (exaggeration * p[i * n + j] - w / total) * w;
                for (int axis = 0; axis < 2; axis++)
                {
                    double force = pull * (y[axis][i] - y[axis][j]);
                    gradient[axis][i] += force;
                    gradient[axis][j] -= force;
                }
            }
        return gradient;
    }
}
