using MerClip.Data;
using MerClip.Prediction;
using static TorchSharp.torch;

namespace MerClip.Tests.Prediction;

public class SingleObjectiveTests : TorchTest
{
    static readonly Corpus Empty = new(new Dictionary<Split, IReadOnlyList<Utterance>>());
    readonly SingleObjective objective = new(SyntheticCorpus.Single);

    [Fact]
    public void The_loss_is_cross_entropy()
    {
        double sum = 1 + Math.Exp(1) + Math.Exp(2);
        double expected = -(Math.Log(1 / sum) + Math.Log(1 / 3.0)) / 2;

        var loss = objective.Loss(tensor(new float[] { 0, 1, 2, 5, 5, 5 }, [2, 3]), tensor(new float[] { 0, 2 }, [2, 1]));

        Assert.Equal(expected, Numbers(loss)[0], 1e-6);
        Assert.Null(objective.AbsoluteError(zeros(1, 3), zeros(1, 1)));
    }

    [Fact]
    public void Truth_is_the_annotation_whatever_its_case()
    {
        Assert.Equal([1], objective.Target(new Utterance { Id = "a", Annotation = "NEUTRAL" }, Empty));
        Assert.Equal("Neutral", objective.Truth([1]));
        Assert.Equal("Positive", objective.Prediction([0.2f, 0.3f, 0.5f]));
        Assert.Equal("negative", objective.Prediction([0.4f, 0.2f, 0.4f]));
    }

    [Theory, InlineData(null, "nothing"), InlineData("M", "M")]
    public void An_annotation_that_is_no_label_is_named(string? annotation, string shown)
    {
        var error = Assert.Throws<InputException>(() =>
            objective.Target(new Utterance { Id = "v$_$1", Annotation = annotation }, Empty));

        Assert.Equal($"utterance v$_$1 is annotated '{shown}', which is no label of made-up-classes: "
            + "it has negative, Neutral, Positive", error.Message);
    }

    [Fact]
    public void Logits_of_other_labels_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => objective.Loss(zeros(2, 4), zeros(2, 1)));

        Assert.Equal("logits [B, C]: expected [2, 3], got [2, 4]", error.Message);
    }
}
