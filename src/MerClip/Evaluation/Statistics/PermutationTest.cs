using MathNet.Numerics;
using MathNet.Numerics.Random;

namespace MerClip.Evaluation.Statistics;

/// <summary>Permutation tests: how often chance alone gives a difference as large. Exact where all permutations can be gone through,
/// else by random ones. Two-sided: twice the smaller of both sides, as in scipy.</summary>
public static class PermutationTest
{
    /// <summary>Exchanges what two runs predicted of a unit, for each unit or not: were the models equally good, which of them said
    /// what would not matter (Noreen 1989). It tests these models, all seeds of a run as one.</summary>
    /// <param name="a">A run.</param>
    /// <param name="b">Another, with the same utterances and as many seeds.</param>
    /// <param name="most">How many permutations at most.</param>
    /// <param name="seed">Decides random permutations.</param>
    /// <returns>The p-value of each metric, in the order of the runs' metrics; NaN where it is not defined.</returns>
    /// <exception cref="ArgumentException">The runs have different numbers of seeds.</exception>
    public static double[] Exchange(RunSample a, RunSample b, int most = 10_000, int seed = 0)
    {
        if (a.Seeds.Count != b.Seeds.Count) throw new ArgumentException("the runs have different numbers of seeds");
        a.RequireSame(b);
        int units = a.Units.Count, metrics = a.Metrics.Count;
        bool exact = units < 31 && 1L << units <= most;
        long count = exact ? 1L << units : most;
        double[] observed = Difference(a, b, new bool[units]);
        int[] less = new int[metrics], more = new int[metrics];
        var random = new Xoshiro256StarStar(seed);
        var exchanged = new bool[units];
        for (long i = 0; i < count; i++)
        {
            for (int u = 0; u < units; u++) exchanged[u] = exact ? (i >> u & 1) == 1 : random.NextBoolean();
            double[] d = Difference(a, b, exchanged);
            for (int m = 0; m < metrics; m++) Count(d[m], observed[m], ref less[m], ref more[m]);
        }
        return [.. observed.Select((o, m) => double.IsNaN(o) ? double.NaN : PValue(less[m], more[m], count, exact))];
    }

    /// <summary>Exchanges members of two groups, such as the scores of seeds: were the groups drawn alike, who is in which would
    /// not matter (Fisher, Pitman). The statistic is the difference of means.</summary>
    /// <param name="a">A group.</param>
    /// <param name="b">Another.</param>
    /// <param name="most">How many permutations at most.</param>
    /// <param name="seed">Decides random permutations.</param>
    public static double Groups(IReadOnlyList<double> a, IReadOnlyList<double> b, int most = 20_000, int seed = 0)
    {
        double[] all = [.. a, .. b];
        double sum = all.Sum(), observed = a.Average() - b.Average();
        if (!double.IsFinite(observed)) return double.NaN;
        double Of(IEnumerable<int> members)
        {
            double mine = members.Sum(i => all[i]);
            return mine / a.Count - (sum - mine) / b.Count;
        }

        bool exact = Combinatorics.Combinations(all.Length, a.Count) <= most;
        var random = new Xoshiro256StarStar(seed);
        var choices = exact
            ? Choices(all.Length, a.Count)
            : Enumerable.Range(0, most).Select(_ => Combinatorics.GenerateCombination(all.Length, a.Count, random)
                .Index().Where(c => c.Item).Select(c => c.Index).ToArray());
        int less = 0, more = 0, count = 0;
        foreach (int[] members in choices)
        {
            Count(Of(members), observed, ref less, ref more);
            count++;
        }
        return PValue(less, more, count, exact);
    }

    static double[] Difference(RunSample a, RunSample b, bool[] exchanged)
    {
        int width = a.Width;
        var difference = new double[a.Metrics.Count];
        double[] moved = new double[width], first = new double[width], second = new double[width];
        for (int s = 0; s < a.Seeds.Count; s++)
        {
            Array.Clear(moved);
            for (int u = 0; u < exchanged.Length; u++)
            {
                if (!exchanged[u]) continue;
                Bootstrap.AddScaled(moved, b.Terms(s).Slice(u * width, width), 1);
                Bootstrap.AddScaled(moved, a.Terms(s).Slice(u * width, width), -1);
            }
            a.Totals(s).CopyTo(first);
            b.Totals(s).CopyTo(second);
            Bootstrap.AddScaled(first, moved, 1);
            Bootstrap.AddScaled(second, moved, -1);
            double[] scoreA = a.Score(first), scoreB = b.Score(second);
            for (int m = 0; m < difference.Length; m++) difference[m] += (scoreA[m] - scoreB[m]) / a.Seeds.Count;
        }
        return difference;
    }

    /// <summary>Every choice of so many of n, ascending.</summary>
    static IEnumerable<int[]> Choices(int n, int size)
    {
        int[] chosen = [.. Enumerable.Range(0, size)];
        while (true)
        {
            yield return chosen;
            int i = size - 1;
            while (i >= 0 && chosen[i] == n - size + i) i--;
            if (i < 0) yield break;
            chosen[i]++;
            for (i++; i < size; i++) chosen[i] = chosen[i - 1] + 1;
        }
    }

    static void Count(double value, double observed, ref int less, ref int more)
    {
        double slack = 1e-12 * Math.Max(1, Math.Abs(observed)); // sums in another order are the same
        if (value <= observed + slack) less++;
        if (value >= observed - slack) more++;
    }

    /// <summary>Among random permutations the observed one counts as one of them.</summary>
    static double PValue(int less, int more, long count, bool exact)
    {
        double extra = exact ? 0 : 1;
        return Math.Min(1, 2 * (Math.Min(less, more) + extra) / (count + extra));
    }
}
