using System.Diagnostics;
using System.Globalization;
using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Evaluation.Statistics;
using MerClip.Labels;

namespace MerClip.Bench;

/// <summary>Whether intervals and p-values keep what they promise, on runs drawn from a population whose scores are known, and how long
/// they take.</summary>
static class Simulation
{
    static readonly int[] Metrics = [0, 3, 6, 8, 9];
    static readonly string[] Names = ["Acc-2 Has0", "F1 Non0", "Acc-7", "MAE", "r"];

    /// <summary>A population of runs.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="N">Utterances.</param>
    /// <param name="Seeds">Seeds a run.</param>
    /// <param name="Common">Deviation of what all models of a run err on an utterance.</param>
    /// <param name="Own">Deviation of what each errs for itself.</param>
    /// <param name="Luck">Deviation of a seed's noise, as a part of it: how much seeds differ in how good they are.</param>
    /// <param name="By">What is resampled; with speakers, half of what a run errs is the same for eight utterances.</param>
    sealed record Population(string Name, int N, int Seeds, double Common, double Own, double Luck, SamplingUnit By = SamplingUnit.Utterance);

    static readonly Population[] Populations =
    [
        new("1 seed, 80 utterances", 80, 1, 1.1, 0, 0),
        new("1 seed, 240 utterances", 240, 1, 1.1, 0, 0),
        new("1 seed, 686 utterances", 686, 1, 1.1, 0, 0),
        new("5 seeds alike in skill", 240, 5, 0.8, 0.8, 0),
        new("5 seeds, each for itself", 240, 5, 0.1, 1.1, 0),
        new("5 seeds of unlike skill", 240, 5, 0.8, 0.8, 0.1),
        new("3 seeds of unlike skill", 240, 3, 0.8, 0.8, 0.1),
        new("5 seeds, skill matters most", 240, 5, 0.2, 0.2, 0.2),
        new("1 seed, 30 speakers of 8", 240, 1, 1.1, 0, 0, SamplingUnit.Speaker),
    ];

    /// <summary>Prints the tables.</summary>
    /// <param name="pairs">Pairs of runs a row.</param>
    /// <param name="draws">Resamples.</param>
    /// <param name="named">Rows whose name holds this; all if it is empty.</param>
    public static void Print(int pairs, int draws, string named)
    {
        Console.WriteLine($"{pairs} pairs of runs a row, {draws} resamples each.\n");
        Console.WriteLine("| runs | what | " + string.Join(" | ", Names) + " |");
        Console.WriteLine("|---|---|" + string.Concat(Names.Select(_ => "---|")));
        foreach (var population in Populations.Where(p => p.Name.Contains(named, StringComparison.Ordinal))) Print(population, pairs, draws);
        Speed();
    }

    static void Print(Population population, int pairs, int draws)
    {
        double[] known = Known(population);
        int[] covered = new int[Metrics.Length], found = new int[Metrics.Length], exchanged = new int[Metrics.Length];
        Parallel.For(0, pairs, i =>
        {
            var random = new Random(17 * i + 5);
            double[] truth = Truth(random, population.N);
            RunSample a = Run(random, truth, population), b = Run(random, truth, population);
            var runs = new ResampledRuns([a, b], draws, i);
            double[] exchange = population.Seeds == 1 ? PermutationTest.Exchange(a, b, draws, i) : [];
            for (int m = 0; m < Metrics.Length; m++)
            {
                var interval = runs.Of(0, Metrics[m]).Interval;
                if (interval.Low <= known[m] && known[m] <= interval.High) Interlocked.Increment(ref covered[m]);
                if (runs.Difference(0, 1, Metrics[m]).PValue < 0.05) Interlocked.Increment(ref found[m]);
                if (exchange.Length > 0 && exchange[Metrics[m]] < 0.05) Interlocked.Increment(ref exchanged[m]);
            }
        });
        Row("95 % intervals that cover", covered);
        Row("null pairs told apart at 0.05", found);
        if (population.Seeds == 1) Row("the same by exchange", exchanged);

        void Row(string what, int[] counts) => Console.WriteLine($"| {population.Name} | {what} | "
            + string.Join(" | ", counts.Select(c => (100.0 * c / pairs).ToString("F1", CultureInfo.InvariantCulture))) + " |");
    }

    /// <summary>The scores of the population, from a sample so large that its own error does not matter.</summary>
    static double[] Known(Population population)
    {
        var sums = new double[Metrics.Length];
        const int Times = 400;
        for (int i = 0; i < Times; i++)
        {
            var random = new Random(1_000_003 + i);
            var run = Run(random, Truth(random, 5000), population with { Seeds = 1 });
            for (int m = 0; m < Metrics.Length; m++) sums[m] += run.Scores(Metrics[m])[0] / Times;
        }
        return sums;
    }

    static double[] Truth(Random random, int n) => [.. Enumerable.Range(0, n).Select(_ => Math.Round(5 * (6 * random.NextDouble() - 3)) / 5)];

    static RunSample Run(Random random, double[] truth, Population population)
    {
        bool speakers = population.By == SamplingUnit.Speaker;
        double[] of = [.. Enumerable.Range(0, truth.Length / 8 + 1).Select(_ => Normal(random))];
        double[] common = [.. truth.Select((_, i) =>
            population.Common * (speakers ? Math.Sqrt(0.5) * (of[i / 8] + Normal(random)) : Normal(random)))];
        var tables = new Dictionary<int, PredictionTable>();
        for (int s = 0; s < population.Seeds; s++)
        {
            double noise = 1 + population.Luck * Normal(random);
            var table = new PredictionTable(LabelKind.Ordinal, []);
            for (int i = 0; i < truth.Length; i++)
                table.Add(new(Split.Test, $"v{i / 8}$_${i % 8}", PredictionCell.Of(truth[i]),
                    PredictionCell.Of(truth[i] + noise * (common[i] + population.Own * Normal(random))), []));
            tables.Add(s, table);
        }
        return new RunSample("run", tables, Split.Test, population.By);
    }

    static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    static void Speed()
    {
        foreach (int seeds in new[] { 1, 5 })
        {
            var random = new Random(1);
            double[] truth = Truth(random, 700);
            var population = new Population("", 700, seeds, 0.8, 0.8, 0.1);
            RunSample[] pair = [Run(random, truth, population), Run(random, truth, population)];
            double best = double.MaxValue;
            for (int i = 0; i < 3; i++)
            {
                var clock = Stopwatch.StartNew();
                var runs = new ResampledRuns(pair);
                for (int m = 0; m < pair[0].Metrics.Count; m++) runs.Difference(0, 1, m);
                best = Math.Min(best, clock.Elapsed.TotalSeconds);
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"\n10,000 resamples of two runs of {seeds} seed(s) on 700 utterances, all ten metrics: {best:F2} s"));
        }
    }
}
