using MerClip.Projection;

namespace MerClip.Tests.Projection;

public class ProjectionQualityTests
{
    [Theory] // scikit-learn 1.2: manifold.trustworthiness and neighbors.NearestNeighbors of the same points
    [InlineData(1, 0.3257575757575757, 0.0)]
    [InlineData(5, 0.5234375, 0.21666666666666667)]
    [InlineData(10, 0.5460784313725491, 0.43333333333333335)]
    public void Equals_scikit_learn(int neighbours, double trustworthiness, double kept)
    {
        var quality = ProjectionQuality.Of(MadeUpPoints.Points, MadeUpPoints.Map, neighbours);
        Assert.Equal(trustworthiness, quality.Trustworthiness, 1e-12);
        Assert.Equal(kept, quality.Kept, 1e-12);
    }

    [Fact]
    public void A_map_that_keeps_all_distances_is_perfect()
    {
        var points = ProjectionQuality.Rows(MadeUpPoints.Map);
        Assert.Equal(new ProjectionQuality(1, 1, 5), ProjectionQuality.Of(points, MadeUpPoints.Map, 5));
    }

    [Fact]
    public void Groups_of_one_kind_are_their_own_neighbours_and_mixed_ones_are_at_chance()
    {
        var (points, kinds) = MadeUpPoints.Groups();
        Assert.Equal(1, ProjectionQuality.HitRate(points, kinds, 10).HitRate);
        var (mixed, chance) = ProjectionQuality.HitRate(points, [.. Enumerable.Range(0, 60).Select(i => i / 3 % 2)], 10);
        Assert.InRange(mixed, chance - 0.1, chance + 0.1);
        Assert.Equal(29.0 / 59, chance, 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    public void Too_many_neighbours_are_refused(int neighbours) =>
        Assert.Contains("24 points", Assert.Throws<InputException>(
            () => ProjectionQuality.Of(MadeUpPoints.Points, MadeUpPoints.Map, neighbours)).Message);
}
