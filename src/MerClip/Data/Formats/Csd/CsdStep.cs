namespace MerClip.Data.Formats.Csd;

/// <summary>What all rows of a sequence in an interval became.</summary>
/// <param name="Values">One row, <c>[Width]</c>.</param>
/// <param name="Start">Where it starts, in seconds.</param>
/// <param name="End">Where it ends, in seconds.</param>
sealed record CsdStep(float[] Values, double Start, double End);
