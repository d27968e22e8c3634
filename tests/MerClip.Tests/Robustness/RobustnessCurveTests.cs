using MerClip.Evaluation;
using MerClip.Robustness;

namespace MerClip.Tests.Robustness;

public class RobustnessCurveTests
{
    static RobustnessCurve Curve(string metric, Floor? floor, params double[][] models) =>
        new("noise", metric, [0, 0.5, 1], models.Select((v, i) => (v, i)).ToDictionary(m => m.i, m => m.v), floor);

    [Fact]
    public void The_area_is_by_trapezoids_at_an_average_rate()
    {
        var curve = new RobustnessCurve("noise", "accuracy", [0, 0.2, 0.8], new Dictionary<int, double[]> { [0] = [0.9, 0.7, 0.5] }, null);

        Assert.Equal((0.2 * 0.8 + 0.6 * 0.6) / 0.8, curve.Area, 1e-12);
        Assert.Equal(0.7, curve.Average, 1e-12);
        Assert.Equal(curve.Area / 0.9, curve.Relative, 1e-12);
        Assert.True(double.IsNaN(curve.AreaStd));
        Assert.True(double.IsNaN(curve.Kept));
    }

    [Fact]
    public void Several_models_give_means_and_sample_deviations()
    {
        var curve = Curve("accuracy", new Floor("0", 0.5), [0.9, 0.7, 0.5], [0.7, 0.7, 0.7]);

        Assert.Equal([0.8, 0.7, 0.6], curve.Mean.Select(m => Math.Round(m, 12)));
        Assert.Equal([0.141421, 0, 0.141421], curve.Std.Select(s => Math.Round(s, 6)));
        Assert.Equal((0.7, 0), (Math.Round(curve.Area, 12), Math.Round(curve.AreaStd, 12)));
        Assert.Equal((0.7 - 0.5) / (0.8 - 0.5), curve.Kept, 1e-12);
    }

    [Fact]
    public void Of_an_error_less_is_better()
    {
        var curve = Curve("mae", new Floor("0", 1.5), [1, 1.25, 1.5]);

        Assert.Equal(1.25, curve.Area);
        Assert.Equal(1 / 1.25, curve.Relative);
        Assert.Equal(0.5, curve.Kept);
        Assert.True(double.IsNaN(Curve("mae", new Floor("0", 0.9), [1, 1.25, 1.5]).Kept)); // there is no lead to keep
    }
}
