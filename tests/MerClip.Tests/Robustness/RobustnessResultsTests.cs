using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Robustness;
using MerClip.Runs;

namespace MerClip.Tests.Robustness;

public sealed class RobustnessResultsTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Two models, of which the second is measured at one rate less.</summary>
    public static RobustnessResults MadeUp { get; } = new(Split.Test, 10, "abc", new Dictionary<int, string> { [0] = "x", [1] = "y" },
        new Dictionary<string, Floor> { ["mae"] = new("0", 2) },
        [
            Cell("none", 0, 0, 0, 1), Cell("none", 0, 0, 1, 1.2), Cell("noise", 0.5, 1, 0, 1.4), Cell("noise", 0.5, 2, 0, 1.6),
            Cell("noise", 0.5, 1, 1, 1.7), Cell("noise", 0.5, 2, 1, 1.9), Cell("noise", 1, 1, 0, double.NaN),
        ]);

    static RobustnessCell Cell(string damage, double rate, int damageSeed, int seed, double mae) =>
        new(damage, rate, damageSeed, seed, new Dictionary<string, double> { ["mae"] = mae });

    [Fact]
    public void Seeds_of_damage_are_averaged_and_rates_without_all_models_left_out()
    {
        var curve = Assert.Single(MadeUp.Curves);

        Assert.Equal([0, 0.5], curve.Rates);
        Assert.Equal([1.1, 1.65], curve.Mean.Select(m => Math.Round(m, 12)));
        Assert.Equal(Math.Sqrt(2) * 0.15, curve.Std[1], 1e-9);
        Assert.Null(MadeUp.Curve("noise", "corr"));
        Assert.Null(MadeUp.Curve("words", "mae"));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var run = new RunFolder(folder.Path);
        Assert.Null(RobustnessResults.Read(run));

        MadeUp.Write(run);
        var read = RobustnessResults.Read(run)!;

        Assert.Equal(MadeUp.Cells.Select(c => (c.Damage, c.Rate, c.DamageSeed, c.Seed, c.Scores["mae"])),
            read.Cells.Select(c => (c.Damage, c.Rate, c.DamageSeed, c.Seed, c.Scores["mae"])));
        Assert.Equal((MadeUp.Split, MadeUp.N, MadeUp.DataSha256, new Floor("0", 2)), (read.Split, read.N, read.DataSha256, read.Floors["mae"]));
        Assert.Equal(["damage,rate,damage_seed,seed,mae", "none,0,0,0,1"], File.ReadLines(run.RobustnessTable).Take(2));
        Assert.Equal("noise,1,1,0,", File.ReadLines(run.RobustnessTable).Last());
        Assert.Contains("\"area\": 1.375", File.ReadAllText(run.Robustness));
    }
}
