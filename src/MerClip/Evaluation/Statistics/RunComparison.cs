using MerClip.Data;
using MerClip.Labels;

namespace MerClip.Evaluation.Statistics;

/// <summary>Runs on the same utterances, each beside the first, with what can be said of their differences.</summary>
/// <param name="Split">The split.</param>
/// <param name="N">How many utterances it has.</param>
/// <param name="By">What was resampled.</param>
/// <param name="Units">How many of those there are.</param>
/// <param name="Scores">Each run's scores, by its name and the metric's.</param>
/// <param name="Differences">Each other run beside the first, metric by metric.</param>
public sealed record RunComparison(Split Split, int N, SamplingUnit By, int Units,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, RunScore>> Scores, IReadOnlyList<MetricComparison> Differences)
{
    static readonly string[] Headlines = ["has0_acc2", "acc7", "mae", "corr", "accuracy", "micro_f1", "macro_f1"];

    /// <summary>Compares runs.</summary>
    /// <param name="tables">The predictions of each seed of each run, by its name; the first is what the others are compared with.</param>
    /// <param name="split">The split.</param>
    /// <param name="by">What to resample.</param>
    /// <param name="metrics">The metrics, a family of tests with the runs; empty takes the few that papers report most.</param>
    /// <param name="detect">The difference for which seeds are counted, in the metric's units; null takes the one that is found.</param>
    /// <param name="draws">How many resamples.</param>
    /// <exception cref="InputException">The runs have other utterances, or there is no such metric.</exception>
    public static RunComparison Of(IReadOnlyList<KeyValuePair<string, IReadOnlyDictionary<int, PredictionTable>>> tables, Split split,
        SamplingUnit by, IReadOnlyList<string>? metrics = null, double? detect = null, int draws = 10_000)
    {
        RunSample[] samples = [.. tables.Select(t => new RunSample(t.Key, t.Value, split, by))];
        var runs = new ResampledRuns(samples, draws);
        string[] all = [.. samples[0].Metrics];
        string[] chosen = metrics is { Count: > 0 } ? [.. metrics] : [.. all.Where(Headlines.Contains)];
        foreach (string metric in chosen.Except(all))
            throw new InputException($"there is no metric '{metric}': use {string.Join(", ", all)}");

        var scores = new OrderedDictionary<string, IReadOnlyDictionary<string, RunScore>>();
        for (int run = 0; run < samples.Length; run++)
            scores.Add(samples[run].Name, new OrderedDictionary<string, RunScore>(chosen.Select(metric =>
            {
                var score = runs.Of(run, Array.IndexOf(all, metric));
                return KeyValuePair.Create(metric, new RunScore(samples[run].Seeds.Count, score.Value, score.Interval.Low, score.Interval.High));
            })));

        var differences = new List<MetricComparison>();
        for (int other = 1; other < samples.Length; other++)
        {
            var pair = new PairedRun(samples[0], samples[other], tables[0].Value, tables[other].Value, split, by);
            foreach (string metric in chosen)
                differences.Add(pair.Compare(metric, runs.Difference(0, other, Array.IndexOf(all, metric)), detect));
        }
        double[] corrected = HolmCorrection.Of([.. differences.Select(d => d.P)]);
        return new RunComparison(split, samples[0].N, by, samples[0].Units.Count, scores,
            [.. differences.Select((d, i) => d with { PHolm = corrected[i] })]);
    }

    /// <summary>What pairs of predictions say beside the bootstrap.</summary>
    sealed class PairedRun(RunSample a, RunSample b, IReadOnlyDictionary<int, PredictionTable> tablesA,
        IReadOnlyDictionary<int, PredictionTable> tablesB, Split split, SamplingUnit by)
    {
        readonly double[]? exchange = a.Seeds.Count == b.Seeds.Count ? PermutationTest.Exchange(a, b) : null;

        public MetricComparison Compare(string metric, ScoreEstimate difference, double? detect)
        {
            int place = a.Metrics.ToList().IndexOf(metric);
            double[] scoresA = a.Scores(place), scoresB = b.Scores(place);
            bool several = scoresA.Length > 1 && scoresB.Length > 1;
            // Both take utterances to be drawn one by one.
            var wilcoxon = metric == "mae" && by == SamplingUnit.Utterance ? Wilcoxon() : null;
            var mcnemar = scoresA.Length + scoresB.Length == 2 && by == SamplingUnit.Utterance ? McNemar(metric) : null;
            return new MetricComparison
            {
                Metric = metric,
                With = b.Name,
                Difference = difference.Value,
                Low = difference.Interval.Low,
                High = difference.Interval.High,
                P = difference.PValue,
                UtteranceError = difference.UtteranceError,
                SeedError = difference.SeedError,
                PExchange = exchange?[place] ?? double.NaN,
                PSeeds = several ? PermutationTest.Groups(scoresA, scoresB) : double.NaN,
                PMcnemar = mcnemar?.MidP ?? double.NaN,
                PWilcoxon = wilcoxon?.PValue ?? double.NaN,
                RankBiserial = wilcoxon?.RankBiserial ?? double.NaN,
                HedgesG = EffectSize.HedgesG(scoresA, scoresB),
                CliffDelta = EffectSize.CliffDelta(scoresA, scoresB),
                SeedsNeeded = several
                    ? SeedPower.SeedsFor(detect ?? difference.Value, EffectSize.PooledDeviation(scoresA, scoresB))
                    : null,
            };
        }

        /// <summary>Of the utterances' errors, averaged over seeds.</summary>
        WilcoxonTest Wilcoxon()
        {
            Dictionary<string, double> errorsA = Errors(tablesA), errorsB = Errors(tablesB);
            // Differences that are equal but for rounding are ties.
            return new WilcoxonTest(errorsA.Select(e => Math.Round(e.Value - errorsB[e.Key], 9)));
        }

        Dictionary<string, double> Errors(IReadOnlyDictionary<int, PredictionTable> tables) => tables.Values
            .SelectMany(t => t[split])
            .GroupBy(r => r.Id, r => Math.Abs(PredictionCell.Number(r.Prediction)!.Value - PredictionCell.Number(r.Truth)!.Value))
            .ToDictionary(g => g.Key, g => g.Average());

        McNemarTest? McNemar(string metric)
        {
            if (Decision(metric) is not { } right) return null;
            var b = tablesB.Values.Single()[split].ToDictionary(r => r.Id, right);
            bool?[][] pairs = [.. tablesA.Values.Single()[split].Select(r => new[] { right(r), b[r.Id] })];
            return new McNemarTest(pairs.Count(p => p[0] == true && p[1] == false), pairs.Count(p => p[0] == false && p[1] == true));
        }

        /// <summary>Whether a row is decided rightly, null where it does not count; null for metrics that are no accuracy.</summary>
        Func<PredictionRow, bool?>? Decision(string metric)
        {
            static Func<PredictionRow, bool?> Of(Func<double, double, bool?> right) =>
                r => right(PredictionCell.Number(r.Prediction)!.Value, PredictionCell.Number(r.Truth)!.Value);
            static Func<PredictionRow, bool?> Rounded(int limit) =>
                Of((p, t) => SentimentMetrics.Round(p, limit) == SentimentMetrics.Round(t, limit));

            return metric switch
            {
                "has0_acc2" => Of((p, t) => p >= 0 == t >= 0),
                "non0_acc2" => Of((p, t) => t == 0 ? null : p > 0 == t > 0),
                "acc3" => Rounded(1),
                "acc5" => Rounded(2),
                "acc7" => Rounded(3),
                "acc7_sdk" => Of((p, t) => SentimentMetrics.SdkBin(p) == SentimentMetrics.SdkBin(t)),
                "accuracy" when tablesA.Values.First().Kind == LabelKind.Single => r => r.Prediction == r.Truth,
                _ => null,
            };
        }
    }
}
