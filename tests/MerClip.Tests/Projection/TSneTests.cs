using MerClip.Projection;

namespace MerClip.Tests.Projection;

public class TSneTests
{
    [Fact]
    public void Groups_stay_together_and_apart_from_others()
    {
        var (points, kinds) = MadeUpPoints.Groups();
        var map = new TSne(perplexity: 10).Place(points, PrincipalPlane.Of(points).Places);
        Assert.Equal(1, ProjectionQuality.HitRate(ProjectionQuality.Rows(map), kinds, 10).HitRate);
    }

    [Fact]
    public void Keeps_neighbours_that_two_components_cannot()
    {
        // Six groups on six axes: no plane shows them apart.
        var random = new Random(7);
        int[] kinds = [.. Enumerable.Range(0, 90).Select(i => i % 6)];
        double[][] points = [.. kinds.Select(kind => Enumerable.Range(0, 6).Select(f => (f == kind ? 3.0 : 0) + random.NextDouble()).ToArray())];
        var plane = PrincipalPlane.Of(points).Places;
        var map = new TSne(perplexity: 12).Place(points, plane);
        Assert.True(ProjectionQuality.Of(points, map).Trustworthiness > ProjectionQuality.Of(points, plane).Trustworthiness + 0.02);
        Assert.True(ProjectionQuality.HitRate(ProjectionQuality.Rows(map), kinds).HitRate > 0.95);
    }

    [Fact]
    public void The_same_points_give_the_same_map_around_the_origin()
    {
        var (points, _) = MadeUpPoints.Groups();
        var start = PrincipalPlane.Of(points).Places;
        var map = new TSne(perplexity: 10).Place(points, start);
        Assert.Equal(map, new TSne(perplexity: 10).Place(points, start));
        Assert.Equal(0, map.Average(p => p.X), 1e-9);
        Assert.Equal(0, map.Average(p => p.Y), 1e-9);
    }

    [Fact]
    public void Equal_points_do_not_break_it()
    {
        double[][] points = [.. Enumerable.Range(0, 40).Select(i => new[] { i / 10 * 1.0, 0.0, 0.0 })];
        var map = new TSne(perplexity: 5).Place(points, [.. Enumerable.Range(0, 40).Select(i => (i * 0.1, 0.0))]);
        Assert.All(map, p => Assert.True(double.IsFinite(p.X) && double.IsFinite(p.Y)));
    }

    [Fact]
    public void Too_few_points_for_the_perplexity_are_refused() => Assert.Contains("use at most 7",
        Assert.Throws<InputException>(() => new TSne(perplexity: 10).Place(MadeUpPoints.Points, MadeUpPoints.Map)).Message);
}
