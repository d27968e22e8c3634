namespace MerClip.Evaluation.Statistics;

/// <summary>An interval of confidence; NaN where there is none.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct Interval(double Low, double High);
