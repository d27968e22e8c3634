namespace MerClip.Evaluation.Statistics;

/// <summary>A run beside the first on one metric. Differences are the first run's score less the other's.</summary>
public sealed record MetricComparison
{
    /// <summary>The metric's name in metrics.json.</summary>
    public required string Metric { get; init; }

    /// <summary>The run that is compared with the first.</summary>
    public required string With { get; init; }

    /// <summary>How much higher the first run scores: the difference of the means over seeds.</summary>
    public required double Difference { get; init; }

    /// <summary>The lower end of the difference's 95 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>The upper end.</summary>
    public required double High { get; init; }

    /// <summary>The two-sided p-value of no difference, by the bootstrap that the interval comes from.</summary>
    public required double P { get; init; }

    /// <summary><see cref="P"/> after Holm's correction over all metrics and runs of the comparison.</summary>
    public double PHolm { get; init; } = double.NaN;

    /// <summary>The standard error from having these utterances.</summary>
    public required double UtteranceError { get; init; }

    /// <summary>The standard error from having these seeds; 0 if a run has one, and the models themselves are compared.</summary>
    public required double SeedError { get; init; }

    /// <summary>The p-value by exchanging predictions between the runs; NaN if they have different numbers of seeds.</summary>
    public required double PExchange { get; init; }

    /// <summary>The p-value by exchanging seeds between the runs, on these very utterances; NaN with one seed.</summary>
    public required double PSeeds { get; init; }

    /// <summary>McNemar's mid-p of an accuracy of two single models by utterance; else NaN.</summary>
    public double PMcnemar { get; init; } = double.NaN;

    /// <summary>Wilcoxon's p-value of the utterances' errors, averaged over seeds; NaN for other metrics than the error, and by
    /// speaker.</summary>
    public double PWilcoxon { get; init; } = double.NaN;

    /// <summary>Hedges' g of the seeds' scores; NaN with one seed.</summary>
    public required double HedgesG { get; init; }

    /// <summary>Cliff's δ of the seeds' scores.</summary>
    public required double CliffDelta { get; init; }

    /// <summary>The matched-pairs rank-biserial correlation of the utterances' errors, positive where the first run errs more; NaN
    /// where <see cref="PWilcoxon"/> is.</summary>
    public double RankBiserial { get; init; } = double.NaN;

    /// <summary>The seeds that each run needs for a t-test on these utterances to find, with a chance of 80 %, a difference as large as
    /// this one or the one that was asked for; null if it cannot be said.</summary>
    public required int? SeedsNeeded { get; init; }
}
