namespace MerClip.Media;

/// <summary>Which frames of a recording are looked at: the one in the middle of each of N equal parts of its time.</summary>
/// <param name="Most">The number of parts N, or, with a rate, the most of them; at least 1. A recording of fewer frames gives each
/// once.</param>
/// <param name="PerSecond">Parts a second; null takes as many as <paramref name="Most"/>. Of no influence on a folder of frames, which
/// has no clock.</param>
public sealed record FrameSampling(int Most = 8, double? PerSecond = null)
{
    /// <summary>Picks frames.</summary>
    /// <param name="starts">When each frame begins to be seen, in seconds, rising; at least one.</param>
    /// <param name="end">When the last is no longer seen.</param>
    /// <param name="hasClock">Whether these are seconds; otherwise they are numbers of frames.</param>
    /// <returns>Places in <paramref name="starts"/>, rising.</returns>
    internal int[] Pick(double[] starts, double end, bool hasClock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Most, 1);
        if (PerSecond is { } rate && !(rate > 0)) throw new ArgumentOutOfRangeException(nameof(PerSecond), rate, "must be more than 0");
        double seconds = end - starts[0];
        int parts = PerSecond is { } perSecond && hasClock ? (int)Math.Clamp(Math.Round(perSecond * seconds), 1, Most) : Most;
        return [.. Enumerable.Range(0, parts).Select(k => ShownAt(starts, starts[0] + (k + 0.5) / parts * seconds)).Distinct()];
    }

    static int ShownAt(double[] starts, double time)
    {
        int place = Array.BinarySearch(starts, time + 1e-6); // a frame that begins in the middle is the one, in spite of rounding
        return place >= 0 ? place : Math.Max(0, ~place - 1);
    }
}
