namespace MerClip.Evaluation.Statistics;

/// <summary>A score, or a difference of scores, and how sure it is.</summary>
/// <param name="Value">The mean over seeds, or the difference of two such means.</param>
/// <param name="Interval">Its 95 % interval.</param>
/// <param name="PValue">The two-sided p-value of its being 0, that goes with the interval.</param>
/// <param name="UtteranceError">The standard error from having these utterances and not others.</param>
/// <param name="SeedError">The standard error from having these seeds and not others; 0 if each run has one seed, and the models
/// themselves are what is asked about.</param>
public sealed record ScoreEstimate(double Value, Interval Interval, double PValue, double UtteranceError, double SeedError);
