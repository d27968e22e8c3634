using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace MerClip.Evaluation.Statistics;

/// <summary>
/// Runs on the same utterances, resampled together. Two things are drawn at random in an experiment, and they are crossed: every
/// seed meets every utterance. Utterances (or speakers) are drawn again with all models kept, the metric averaged over the seeds of
/// a run; that covers which utterances there are, and how models of a run differ on them by chance. What seeds differ beyond that,
/// <c>σ² = 2 s² − mean s²_b</c> with s² the variance of the seeds' scores and s²_b the same in a resample, is added to each replicate as
/// <c>√(Σ σ² / S) · t</c>, the sum over the runs compared, t with Welch's degrees of freedom. (Drawing seeds again as well would count
/// the differences on utterances three times; Owen, Annals of Applied Statistics 2007.) With one seed the statement is about
/// these models.
/// </summary>
public sealed class ResampledRuns
{
    readonly IReadOnlyList<RunSample> runs;
    readonly double[][][][] draws, jackknife;
    readonly int seed;

    /// <summary>Draws the units again.</summary>
    /// <param name="runs">Runs with the same utterances and metrics.</param>
    /// <param name="count">How many resamples.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <exception cref="InputException">The runs do not have the same utterances.</exception>
    public ResampledRuns(IReadOnlyList<RunSample> runs, int count = 10_000, int seed = 0)
    {
        foreach (var run in runs) runs[0].RequireSame(run);
        (this.runs, this.seed) = (runs, seed);
        draws = Bootstrap.Draw(runs, count, seed);
        jackknife = Bootstrap.Jackknife(runs);
    }

    /// <summary>The score of a run.</summary>
    /// <param name="run">Its place.</param>
    /// <param name="metric">The place of the metric.</param>
    public ScoreEstimate Of(int run, int metric) => Estimate(metric, (run, 1));

    /// <summary>How much higher one run scores than another. Seeds count as drawn at random if both have several.</summary>
    /// <param name="a">The place of the one.</param>
    /// <param name="b">The place of the other.</param>
    /// <param name="metric">The place of the metric.</param>
    public ScoreEstimate Difference(int a, int b, int metric) => Estimate(metric, (a, 1), (b, -1));

    ScoreEstimate Estimate(int metric, params (int Run, int Sign)[] parts)
    {
        double value = parts.Sum(p => p.Sign * runs[p.Run].Scores(metric).Average());
        double[] replicates = Combined(draws, metric, parts);
        double utterances = Variance(replicates.Where(double.IsFinite)), seeds = 0;
        if (parts.All(p => runs[p.Run].Seeds.Count > 1))
        {
            seeds = Math.Max(0, parts.Sum(p => SeedVariance(p.Run, metric) / runs[p.Run].Seeds.Count));
            if (seeds > 0) AddSeeds(replicates, Math.Sqrt(seeds), metric, parts);
        }
        // Of a sum of independent errors only the utterances' has a skewness that is known.
        double share = utterances + seeds > 0 ? Math.Pow(utterances / (utterances + seeds), 1.5) : 0;
        var distribution = new BcaDistribution(value, replicates, share * BcaDistribution.Acceleration(Combined(jackknife, metric, parts)),
            Math.Max(2, runs[0].Units.Count));
        return new ScoreEstimate(value, distribution.Interval(), distribution.PValue(), Math.Sqrt(utterances), Math.Sqrt(seeds));
    }

    static double[] Combined(double[][][][] scores, int metric, (int Run, int Sign)[] parts)
    {
        var combined = new double[scores[0][0][0].Length];
        foreach (var (run, sign) in parts)
            foreach (double[][] of in scores[run])
                Bootstrap.AddScaled(combined, of[metric], (double)sign / scores[run].Length);
        return combined;
    }

    /// <summary>How much the scores of seeds vary beyond what these utterances make of equally good models; below 0 if chance has
    /// it so.</summary>
    double SeedVariance(int run, int metric)
    {
        double[][] of = [.. draws[run].Select(s => s[metric])];
        double between = 0;
        int count = 0;
        for (int draw = 0; draw < of[0].Length; draw++)
        {
            double variance = Variance(of.Select(s => s[draw]));
            if (!double.IsFinite(variance)) continue;
            between += variance;
            count++;
        }
        return count > 0 ? 2 * Variance(runs[run].Scores(metric)) - between / count : 0;
    }

    void AddSeeds(double[] replicates, double error, int metric, (int Run, int Sign)[] parts)
    {
        (double Variance, int Freedom)[] means = [.. parts.Select(p =>
            (Variance(runs[p.Run].Scores(metric)) / runs[p.Run].Seeds.Count, runs[p.Run].Seeds.Count - 1))];
        double freedom = Math.Pow(means.Sum(m => m.Variance), 2) / means.Sum(m => m.Variance * m.Variance / m.Freedom);
        var t = new StudentT(0, error, freedom, new Xoshiro256StarStar(unchecked(seed * 1009 + metric)));
        for (int i = 0; i < replicates.Length; i++) replicates[i] += t.Sample();
    }

    static double Variance(IEnumerable<double> values)
    {
        double n = 0, mean = 0, squares = 0;
        foreach (double value in values) // Welford
        {
            double d = value - mean;
            mean += d / ++n;
            squares += d * (value - mean);
        }
        return n > 1 ? squares / (n - 1) : 0;
    }
}
