namespace MerClip.Tests.Projection;

/// <summary>Points that a formula gives, so that other tools can be asked about the same ones.</summary>
static class MadeUpPoints
{
    const int Count = 24;

    /// <summary>x[i][f] = sin(1.3 i + 0.7 f²) + 0.1 ((7 i + 3 f) mod 5), six dimensions.</summary>
    public static double[][] Points { get; } = [.. Enumerable.Range(0, Count).Select(i =>
        Enumerable.Range(0, 6).Select(f => Math.Sin(1.3 * i + 0.7 * f * f) + 0.1 * ((i * 7 + f * 3) % 5)).ToArray())];

    /// <summary>y[i] = (cos 2.1 i, sin 0.9 i + 0.05 (i mod 3)).</summary>
    public static (double X, double Y)[] Map { get; } = [.. Enumerable.Range(0, Count).Select(i =>
        (Math.Cos(2.1 * i), Math.Sin(0.9 * i) + 0.05 * (i % 3)))];

    /// <summary>Three groups far from each other, in many dimensions; each is of one kind.</summary>
    public static (double[][] Points, int[] Kinds) Groups(int each = 20, int width = 10)
    {
        var random = new Random(5);
        int[] kinds = [.. Enumerable.Range(0, 3 * each).Select(i => i % 3)];
        return ([.. kinds.Select(kind => Enumerable.Range(0, width).Select(f => (f % 3 == kind ? 8 : 0) + random.NextDouble()).ToArray())], kinds);
    }
}
