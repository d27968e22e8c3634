using MathNet.Numerics.Random;

namespace MerClip.Robustness;

/// <summary>The numbers of <c>numpy.random.seed(seed); numpy.random.uniform(size=…)</c>, which MMSA and LNLN draw what is missing
/// with: to the last bit the same, so that the same steps are missing here as there.</summary>
/// <param name="seed">NumPy's seed, from 1.</param>
sealed class NumpyDraws(int seed)
{
    const double Range = 4294967296; // 2^32

    readonly MersenneTwister twister = new(seed, threadSafe: false);

    /// <summary>The next number, in [0, 1), of 53 bits from two draws of the twister.</summary>
    public double Next()
    {
        uint high = Draw() >> 5, low = Draw() >> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    uint Draw() => (uint)(twister.NextDouble() * Range); // the library's own number is 32 bits over 2^32
}
