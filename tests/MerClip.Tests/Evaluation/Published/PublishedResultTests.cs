using MerClip.Evaluation;
using MerClip.Evaluation.Published;
using MerClip.Labels;

namespace MerClip.Tests.Evaluation.Published;

public sealed class PublishedResultTests
{
    [Fact]
    public void Every_result_says_where_it_is_from_and_how_it_was_measured()
    {
        Assert.NotEmpty(PublishedResult.All);
        Assert.Equal(PublishedResult.All.Count, PublishedResult.All.Select(r => (r.System, r.Data, r.Mark)).Distinct().Count());
        Assert.All(PublishedResult.All, r =>
        {
            Assert.True(r.System.Length > 0 && r.Source.Length > 0 && r.Protocol.Length > 0 && r.Metrics.Count > 0, r.System);
            Assert.All(r.Metrics, m => Assert.InRange(m.Value, 0, Metrics.IsFraction(m.Key) || m.Key == "corr" ? 1 : 3));
            Assert.All(r.Metrics.Keys, m => Assert.True(m is "acc2" or "f1" || Metrics.Meaning(m).Length > 0, m));
            Assert.True(r.Std is null || r.Std.Keys.SequenceEqual(r.Metrics.Keys), r.System);
        });
        Assert.Equal(Enum.GetValues<PublishedMark>(), PublishedResult.All.Select(r => r.Mark).Distinct().Order());
    }

    [Fact]
    public void Results_are_found_by_what_labels_mean()
    {
        Assert.Equal(["MOSI", "MOSEI"], PublishedResult.For(LabelKind.Ordinal).Select(r => r.Data).Distinct());
        Assert.Equal(["MOSEI emotions"], PublishedResult.For(LabelKind.Multi).Select(r => r.Data).Distinct());
        Assert.Empty(PublishedResult.For(LabelKind.Single));
        var rerun = PublishedResult.For(LabelKind.Ordinal).Single(r => r.System == "Self-MM" && r.Mark == PublishedMark.ReRun);
        Assert.Equal((0.8457, 0.006), (rerun.Metrics["non0_acc2"], rerun.Std!["non0_acc2"]));
    }
}
