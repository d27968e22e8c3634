namespace MerClip.Evaluation.Statistics;

/// <summary>The score of a run on a metric.</summary>
/// <param name="Seeds">How many seeds there are.</param>
/// <param name="Value">The mean over seeds.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="High">The upper end.</param>
public sealed record RunScore(int Seeds, double Value, double Low, double High);
