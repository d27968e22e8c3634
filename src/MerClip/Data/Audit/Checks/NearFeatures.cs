using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace MerClip.Data.Audit.Checks;

/// <summary>Utterances whose features are almost those of an utterance of another split: the same recording, cut or encoded
/// anew.</summary>
/// <remarks>Sequences are compared by their mean steps, each feature in units of its spread over the data set. That all of so many
/// features are so close happens by chance less than once in a data set of MOSEI's size.</remarks>
static class NearFeatures
{
    /// <summary>How far apart two mean steps are at most, root mean square over the features, in units of spread.</summary>
    const double Near = 0.03, NearOfFew = 0.01;

    /// <summary>With fewer features the closer bound holds; with fewer than the least, chance is too likely.</summary>
    const int Many = 20, Least = 6;

    /// <summary>Directions that candidates are close in.</summary>
    const int Directions = 4;

    /// <summary>What is near in all directions is at most this many times the bound apart in each.</summary>
    const double Reach = 4;

    /// <summary>Finds them.</summary>
    /// <param name="utterances">Each with its mean step.</param>
    /// <returns>Of each such pair the id in the later split.</returns>
    public static IReadOnlyList<string> Find(IReadOnlyList<(string Id, Split Split, double[] Mean)> utterances)
    {
        if (utterances.Select(u => u.Mean.Length).Distinct().Count() > 1) return [];
        double[][] points = Standardised([.. utterances.Select(u => u.Mean)]);
        if (points.Length == 0 || points[0].Length < Least) return [];
        int width = points[0].Length;
        double bound = width < Many ? NearOfFew : Near;
        Random random = new(1);
        double[][] directions = [.. Enumerable.Range(0, Directions).Select(_ => Direction(random, width))];
        double[][] along = [.. points.Select(p => directions.Select(d => Dot(p, d)).ToArray())];
        int[] order = [.. Enumerable.Range(0, points.Length).OrderBy(i => along[i][0])];
        bool[] found = new bool[points.Length];
        for (int i = 0; i < order.Length; i++)
        {
            for (int j = i + 1; j < order.Length && along[order[j]][0] - along[order[i]][0] <= Reach * bound; j++)
            {
                var (a, b) = (order[i], order[j]);
                if (utterances[a].Split == utterances[b].Split) continue;
                int later = utterances[a].Split > utterances[b].Split ? a : b;
                if (!found[later] && Close(along[a], along[b], Reach * bound))
                    found[later] = SquaredDistance(points[a], points[b], bound * bound * width) <= bound * bound * width;
            }
        }
        return [.. utterances.Where((_, i) => found[i]).Select(u => u.Id)];
    }

    // Without the features that are the same for most utterances, and in units that single outliers do not change.
    static double[][] Standardised(double[][] means)
    {
        if (means.Length == 0) return means;
        double[] spread = [.. Enumerable.Range(0, means[0].Length).Select(d =>
        {
            double middle = Median([.. means.Select(m => m[d])]);
            return Median([.. means.Select(m => Math.Abs(m[d] - middle))]);
        })];
        int[] kept = [.. Enumerable.Range(0, spread.Length).Where(d => spread[d] > 0)];
        return [.. means.Select(m => kept.Select(d => m[d] / spread[d]).ToArray())];
    }

    static double Median(double[] values) => ArrayStatistics.OrderStatisticInplace(values, values.Length / 2 + 1);

    static double[] Direction(Random random, int width)
    {
        double[] direction = [.. Enumerable.Range(0, width).Select(_ => Normal.Sample(random, 0, 1))];
        double length = Math.Sqrt(Dot(direction, direction));
        return [.. direction.Select(d => d / length)];
    }

    static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int d = 0; d < a.Length; d++) sum += a[d] * b[d];
        return sum;
    }

    // As far as it has to be known.
    static double SquaredDistance(double[] a, double[] b, double enough)
    {
        double sum = 0;
        for (int d = 0; d < a.Length && sum <= enough; d++) sum += (a[d] - b[d]) * (a[d] - b[d]);
        return sum;
    }

    static bool Close(double[] a, double[] b, double most)
    {
        for (int d = 1; d < a.Length; d++)
            if (Math.Abs(a[d] - b[d]) > most) return false;
        return true;
    }
}
