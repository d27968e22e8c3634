using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Labels;

namespace MerClip.Tests.Evaluation;

public class LabelRankingTests
{
    [Fact]
    public void Utterances_of_one_true_label_are_ranked_and_others_left_out()
    {
        var table = new PredictionTable(LabelKind.Multi, ["a", "b", "c"]);
        void Add(string id, string truth, params double[] p) => table.Add(new PredictionRow(Split.Test, id, truth, "", p));
        Add("first", "a", 0.9, 0.2, 0.1);
        Add("last", "c", 0.9, 0.2, 0.1);
        Add("tied", "b", 0.5, 0.5, 0.1);
        Add("none", "", 0.5, 0.5, 0.1);
        Add("two", "a|b", 0.5, 0.5, 0.1);

        var ranking = LabelRanking.Of(table, Split.Test)!;
        Assert.Equal(3, ranking.N);
        Assert.Equal(1.0 / 3, ranking.First, 1e-12);
        Assert.Equal((1 + 3 + 1.5) / 3, ranking.MeanRank, 1e-12);
        Assert.Equal((1.0 / 3, 2), (ranking.ChanceFirst, ranking.ChanceRank));
        Assert.Null(LabelRanking.Of(table, Split.Valid));
    }
}
