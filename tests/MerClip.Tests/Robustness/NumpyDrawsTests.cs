using MerClip.Robustness;

namespace MerClip.Tests.Robustness;

public class NumpyDrawsTests
{
    /// <summary>Made with <c>numpy.random.seed(seed); numpy.random.uniform(size=…)</c>.</summary>
    public static TheoryData<int, double[]> Numpy => new()
    {
        { 1111, [0.0955492, 0.9250037, 0.34357342, 0.31047694, 0.00200984, 0.23559472] },
        { 1, [0.417022005, 0.720324493, 0.000114374817, 0.302332573] },
    };

    [Theory, MemberData(nameof(Numpy))]
    public void The_numbers_are_those_of_numpy(int seed, double[] expected)
    {
        var draws = new NumpyDraws(seed);

        foreach (double number in expected) Assert.Equal(number, draws.Next(), 1e-8);
    }
}
