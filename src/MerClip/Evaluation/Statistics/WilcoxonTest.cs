using MathNet.Numerics.Distributions;

namespace MerClip.Evaluation.Statistics;

/// <summary>Wilcoxon's signed-rank test: are paired differences centred on 0? (1945.) Differences of 0 are left out; equal sizes share
/// their mean rank. Two-sided.</summary>
public sealed class WilcoxonTest
{
    const int MostExact = 50;

    readonly double[] ranks;
    readonly double positive;

    /// <summary>Ranks the differences.</summary>
    /// <param name="differences">Of each pair; at least one.</param>
    public WilcoxonTest(IEnumerable<double> differences)
    {
        double[] kept = [.. differences.Where(d => d != 0).OrderBy(Math.Abs)];
        ranks = new double[kept.Length];
        for (int from = 0, to; from < kept.Length; from = to)
        {
            to = from + 1;
            while (to < kept.Length && Math.Abs(kept[to]) == Math.Abs(kept[from])) to++;
            for (int i = from; i < to; i++) ranks[i] = (from + to + 1) / 2.0;
        }
        for (int i = 0; i < kept.Length; i++)
            if (kept[i] > 0) positive += ranks[i];
    }

    /// <summary>How many differences are not 0.</summary>
    public int N => ranks.Length;

    /// <summary>The smaller sum of ranks, of the positive or of the negative differences.</summary>
    public double Statistic => Math.Min(positive, Total - positive);

    /// <summary>How much larger the positive sum of ranks is than the negative, as a part of both, in [−1, 1]: the matched-pairs
    /// rank-biserial correlation (Kerby 2014). 0 if there is no difference.</summary>
    public double RankBiserial => N == 0 ? 0 : (2 * positive - Total) / Total;

    /// <summary>The exact p-value with up to 50 differences that are not 0, else that of the normal approximation.</summary>
    public double PValue => N <= MostExact ? Exact : Approximate;

    /// <summary>By all 2^N signs of these ranks, shared ones too; scipy's, where no ranks are shared.</summary>
    public double Exact
    {
        get
        {
            // Twice the ranks are whole numbers. ways[s]: the share of signs whose positive ranks sum to s / 2.
            int[] doubled = [.. ranks.Select(r => (int)Math.Round(2 * r))];
            var ways = new double[doubled.Sum() + 1];
            ways[0] = 1;
            int most = 0;
            foreach (int rank in doubled)
            {
                for (int s = most; s >= 0; s--)
                {
                    double half = ways[s] / 2;
                    ways[s] = half;
                    ways[s + rank] += half;
                }
                most += rank;
            }
            return Math.Min(1, 2 * ways.Take((int)Math.Round(2 * Statistic) + 1).Sum());
        }
    }

    /// <summary>By the normal approximation, corrected for ties, not for continuity: scipy's <c>approx</c>. 1 if all are 0.</summary>
    public double Approximate
    {
        get
        {
            if (N == 0) return 1;
            double ties = ranks.GroupBy(r => r).Sum(g => Math.Pow(g.Count(), 3) - g.Count());
            double variance = N * (N + 1.0) * (2 * N + 1) / 24 - ties / 48;
            return 2 * Normal.CDF(0, 1, (Statistic - Total / 2) / Math.Sqrt(variance));
        }
    }

    double Total => N * (N + 1) / 2.0;
}
