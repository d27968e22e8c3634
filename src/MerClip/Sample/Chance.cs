namespace MerClip.Sample;

/// <summary>Draws from random numbers.</summary>
static class Chance
{
    /// <summary>Random numbers of their own for every list of keys, so that what is made first changes nothing of the rest.</summary>
    public static Random Of(params ReadOnlySpan<int> keys)
    {
        ulong mixed = 0;
        foreach (int key in keys)
        {
            mixed += unchecked((uint)key) + 0x9E3779B97F4A7C15; // splitmix64 (Steele, Lea and Flood 2014)
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            mixed ^= mixed >> 31;
        }
        return new Random((int)(mixed >> 33));
    }

    /// <summary>A normal number (Box and Muller 1958).</summary>
    public static double Normal(this Random random, double mean, double deviation) =>
        mean + deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A number between two.</summary>
    public static double Between(this Random random, double least, double most) => least + (most - least) * random.NextDouble();

    /// <summary>Whether something happens that does so with a probability.</summary>
    public static bool Happens(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>One of several.</summary>
    public static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
