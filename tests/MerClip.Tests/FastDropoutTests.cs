using static TorchSharp.torch;

namespace MerClip.Tests;

public class FastDropoutTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void DropsItsShareAndKeepsTheExpectation(double probability)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var module = new FastDropout(probability);
        var y = module.call(ones(1_000_003)).data<float>().ToArray();

        double deviation = Math.Sqrt(probability * (1 - probability) / y.Length);
        Assert.InRange(y.Count(v => v == 0) / (double)y.Length, probability - 5 * deviation, probability + 5 * deviation);
        Assert.InRange(y.Average(), 1 - 5 * deviation / (1 - probability), 1 + 5 * deviation / (1 - probability));
        Assert.All(y.Where(v => v != 0), v => Assert.Equal(1 / (1 - probability), v, 1e-3));
    }

    [Fact]
    public void NeighboursAreDroppedIndependently()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        var y = new FastDropout(0.5).call(ones(100_000)).data<float>().ToArray();
        for (int lag = 1; lag <= 8; lag++)
            Assert.InRange(y.Skip(lag).Zip(y).Count(p => p.First == p.Second) / (double)(y.Length - lag), 0.49, 0.51);
    }

    [Fact]
    public void TorchsSeedDecidesAndEveryCallDraws()
    {
        using var scope = NewDisposeScope();
        var module = new FastDropout(0.5);
        float[][] Draw()
        {
            random.manual_seed(3);
            return [module.call(ones(64)).data<float>().ToArray(), module.call(ones(64)).data<float>().ToArray()];
        }

        var (first, second) = (Draw(), Draw());
        Assert.Equal(first, second);
        Assert.NotEqual(first[0], first[1]);
    }

    [Fact]
    public void GradientsPassWhereValuesPass()
    {
        using var scope = NewDisposeScope();
        var x = ones([50, 3], requires_grad: true);
        var y = new FastDropout(0.4).call(x);
        y.sum().backward();
        Assert.Equal(y.data<float>().ToArray(), x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void OutsideTrainingNothingIsDropped()
    {
        using var scope = NewDisposeScope();
        var module = new FastDropout(0.9);
        module.eval();
        Assert.Equal(Enumerable.Repeat(1f, 20), module.call(ones(20)).data<float>().ToArray());
    }
}
