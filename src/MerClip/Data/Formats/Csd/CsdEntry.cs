namespace MerClip.Data.Formats.Csd;

/// <summary>What a computational sequence has of one video, or of one segment of it: K rows in time.</summary>
/// <param name="Intervals">Start and end of each row in seconds, <c>[K, 2]</c>.</param>
/// <param name="Features">The rows, <c>[K, Width]</c>; empty if they are words.</param>
/// <param name="Width">Features a row; 1 for words.</param>
/// <param name="Words">One word a row; null if the rows are features.</param>
sealed record CsdEntry(double[] Intervals, float[] Features, int Width, string[]? Words = null)
{
    /// <summary>K.</summary>
    public int Rows => Intervals.Length / 2;

    /// <summary>Where row <paramref name="row"/> starts, in seconds.</summary>
    public double Start(int row) => Intervals[2 * row];

    /// <summary>Where row <paramref name="row"/> ends, in seconds.</summary>
    public double End(int row) => Intervals[2 * row + 1];

    /// <summary>The features of a row.</summary>
    public ReadOnlySpan<float> Row(int row) => Features.AsSpan(row * Width, Width);

    /// <summary>Some rows, in the order given.</summary>
    public CsdEntry Select(IReadOnlyList<int> rows)
    {
        var features = new float[Words is null ? rows.Count * Width : 0];
        for (int i = 0; Words is null && i < rows.Count; i++) Row(rows[i]).CopyTo(features.AsSpan(i * Width));
        return new CsdEntry([.. rows.SelectMany(r => new[] { Start(r), End(r) })], features, Width,
            Words is null ? null : [.. rows.Select(r => Words[r])]);
    }

    /// <summary>The same rows, with the times of those that end before they start turned around.</summary>
    public CsdEntry Forwards() => this with
    {
        Intervals = [.. Enumerable.Range(0, Rows).SelectMany(r => new[] { Math.Min(Start(r), End(r)), Math.Max(Start(r), End(r)) })],
    };

    /// <summary>Entries one after the other, their rows by start (rows of equal start keep their order).</summary>
    public static CsdEntry Joined(IReadOnlyList<CsdEntry> parts)
    {
        CsdEntry all = parts.Count == 1 ? parts[0] : new CsdEntry([.. parts.SelectMany(p => p.Intervals)],
            [.. parts.SelectMany(p => p.Features)], parts[0].Width,
            parts[0].Words is null ? null : [.. parts.SelectMany(p => p.Words!)]);
        for (int row = 1; row < all.Rows; row++)
            if (all.Start(row) < all.Start(row - 1))
                return all.Select([.. Enumerable.Range(0, all.Rows).OrderBy(all.Start)]);
        return all;
    }
}
