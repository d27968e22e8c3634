using MerClip.Evaluation;
using MerClip.Evaluation.Errors;
using MerClip.Labels;

namespace MerClip.Tests.Evaluation.Errors;

public sealed class ErrorGroupTests
{
    static readonly LabelSet Set = SyntheticCorpus.Ordinal(3); // −3, 0, 3

    static Outcome Of(string id, double truth, double prediction, string text = "a b")
    {
        int Place(double value) => value < -1.5 ? 0 : value > 1.5 ? 2 : 1;
        return new(id, text, PredictionCell.Of(truth), PredictionCell.Of(prediction), [Place(truth)], [Place(prediction)],
            [0.2, 0.2, 0.6], Math.Abs(truth - prediction));
    }

    static readonly Outcome[] Outcomes =
    [
        Of("v1$_$1", 3, 2), Of("v1$_$2", 3, 0, "one two three four five six"), Of("v2$_$1", -3, -2.5), Of("v3$_$1", 0, 2, ""),
    ];

    [Fact]
    public void By_class_says_how_many_are_right_and_to_which_side_they_err()
    {
        var groups = ErrorGroup.ByClass(Outcomes, Set);
        Assert.Equal([new("label0", 1, 1, 0.5, 0.5), new("label1", 1, 0, 2, 2), new("label2", 2, 0.5, 2, -2)], groups);
    }

    [Fact]
    public void By_speaker_the_worst_come_first() => Assert.Equal(["v1", "v3", "v2"],
        ErrorGroup.BySpeaker(Outcomes, LabelKind.Ordinal).Select(g => g.Name));

    [Fact]
    public void By_length_groups_have_names_of_their_ends()
    {
        var groups = ErrorGroup.ByLength([.. Outcomes, Of("v4$_$1", 0, 0, string.Join(' ', Enumerable.Repeat("w", 21)))], LabelKind.Ordinal);
        Assert.Equal([("0 to 5 words", 3), ("6 to 10 words", 1), ("21 words and more", 1)], groups.Select(g => (g.Name, g.N)));
    }

    [Fact]
    public void Sets_of_labels_count_for_each_of_them_and_empty_ones_for_none()
    {
        Outcome[] outcomes = [new("a", "", "sad|glad", "sad", [0, 1], [0], [1, 0], 0.5), new("b", "", "", "", [], [], [0, 0], 0)];
        var groups = ErrorGroup.ByClass(outcomes, SyntheticCorpus.Multi);
        Assert.Equal([("sad", 1, 0.0), ("glad", 1, 0.0), ("none", 1, 1.0)], groups.Select(g => (g.Name, g.N, g.Right)));
        Assert.All(groups, g => Assert.True(double.IsNaN(g.Bias)));
    }

    [Theory]
    [InlineData(ErrorOrder.Error, "v1$_$2 v3$_$1 v0$_$1")]
    [InlineData(ErrorOrder.Confidence, "v0$_$1 v1$_$2 v3$_$1")]
    [InlineData(ErrorOrder.Length, "v1$_$2 v0$_$1 v3$_$1")]
    [InlineData(ErrorOrder.Id, "v0$_$1 v1$_$2 v3$_$1")]
    public void The_list_has_what_is_wrong_in_the_order_asked_for(ErrorOrder order, string ids)
    {
        var sure = Of("v0$_$1", 2, 1) with { Probabilities = [0, 1, 0] };
        Assert.Equal(ids, string.Join(' ', ErrorList.Of([.. Outcomes, sure], order).Select(o => o.Id)));
    }
}
