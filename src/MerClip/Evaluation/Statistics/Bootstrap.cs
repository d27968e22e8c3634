using System.Numerics;
using MathNet.Numerics.Random;

namespace MerClip.Evaluation.Statistics;

/// <summary>Draws units with replacement, the same for all runs and all their seeds, and scores each draw (Efron 1979).</summary>
static class Bootstrap
{
    const int Block = 256;

    /// <summary>Draws.</summary>
    /// <param name="runs">Runs with the same units.</param>
    /// <param name="draws">How many draws.</param>
    /// <param name="seed">Decides the draws, however many processors there are.</param>
    /// <returns>Scores, <c>[run][seed][metric][draw]</c>.</returns>
    public static double[][][][] Draw(IReadOnlyList<RunSample> runs, int draws, int seed)
    {
        double[][][][] scores = Empty(runs, draws);
        int units = runs[0].Units.Count;
        Parallel.For(0, (draws + Block - 1) / Block, block =>
        {
            var random = new Xoshiro256StarStar(HashCode(seed, block));
            var counts = new int[units];
            for (int draw = block * Block; draw < Math.Min(draws, (block + 1) * Block); draw++)
            {
                Array.Clear(counts);
                for (int i = 0; i < units; i++) counts[random.Next(units)]++;
                for (int r = 0; r < runs.Count; r++)
                    for (int s = 0; s < runs[r].Seeds.Count; s++)
                        Store(scores[r][s], draw, runs[r].Score(Sums(runs[r].Terms(s), runs[r].Width, counts)));
            }
        });
        return scores;
    }

    /// <summary>Leaves out each unit in turn.</summary>
    /// <returns>Scores, <c>[run][seed][metric][unit]</c>.</returns>
    public static double[][][][] Jackknife(IReadOnlyList<RunSample> runs)
    {
        int units = runs[0].Units.Count;
        double[][][][] scores = Empty(runs, units);
        for (int r = 0; r < runs.Count; r++)
            for (int s = 0; s < runs[r].Seeds.Count; s++)
                for (int unit = 0; unit < units; unit++)
                {
                    double[] sums = runs[r].Totals(s).ToArray();
                    AddScaled(sums, runs[r].Terms(s).Slice(unit * sums.Length, sums.Length), -1);
                    Store(scores[r][s], unit, runs[r].Score(sums));
                }
        return scores;
    }

    /// <summary>Adds a multiple of <paramref name="terms"/> to <paramref name="sums"/>; both are as long.</summary>
    public static void AddScaled(Span<double> sums, ReadOnlySpan<double> terms, double factor)
    {
        int i = 0;
        for (; i <= sums.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(sums[i..]) + factor * new Vector<double>(terms[i..])).CopyTo(sums[i..]);
        for (; i < sums.Length; i++) sums[i] += factor * terms[i];
    }

    static double[] Sums(ReadOnlySpan<double> terms, int width, int[] counts)
    {
        var sums = new double[width];
        for (int unit = 0; unit < counts.Length; unit++)
            if (counts[unit] > 0) AddScaled(sums, terms.Slice(unit * width, width), counts[unit]);
        return sums;
    }

    static void Store(double[][] scores, int place, double[] card)
    {
        for (int m = 0; m < card.Length; m++) scores[m][place] = card[m];
    }

    static double[][][][] Empty(IReadOnlyList<RunSample> runs, int length) =>
        [.. runs.Select(r => r.Seeds.Select(_ => r.Metrics.Select(_ => new double[length]).ToArray()).ToArray())];

    /// <summary>Not <see cref="System.HashCode"/>, which is another in every process.</summary>
    static int HashCode(int seed, int block) => unchecked(seed * 1_000_003 + block);
}
