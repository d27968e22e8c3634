using MerClip.Data;
using MerClip.Labels;
using MerClip.Prediction;
using static TorchSharp.torch;

namespace MerClip.Tests.Prediction;

public class OrdinalObjectiveTests : TorchTest
{
    static readonly Corpus Empty = new(new Dictionary<Split, IReadOnlyList<Utterance>>());

    static LabelSet Set(params double[] values) => new()
    {
        Name = "scale", Kind = LabelKind.Ordinal, Labels = [.. values.Select((v, i) => new Label($"l{i}", ["x"], v))],
    };

    static OrdinalObjective Make(double[] values, double absolute = 1, double entropy = 1) =>
        new(Set(values), new ObjectiveOptions { AbsoluteError = absolute, CrossEntropy = entropy });

    static float Loss(Objective objective, float[] logits, float target) =>
        Numbers(objective.Loss(tensor(logits, [1, logits.Length]), tensor([target], [1, 1])))[0];

    /// <summary>The soft labels, read off the loss: logits 0 except a at one label give log(C − 1 + eᵃ) − soft·a.</summary>
    static double[] SoftLabels(double[] values, float target)
    {
        var objective = Make(values, absolute: 0);
        return [.. values.Select((_, c) =>
        {
            float[] logits = new float[values.Length];
            logits[c] = 1;
            return Math.Log(values.Length - 1 + Math.E) - Loss(objective, logits, target);
        })];
    }

    [Theory]
    [InlineData(0, new double[] { 0, 1, 0 })]            // on a value
    [InlineData(-2, new double[] { 1, 0, 0 })]           // on an end
    [InlineData(4, new double[] { 0, 0, 1 })]
    [InlineData(-0.5, new double[] { 0.25, 0.75, 0 })]   // between, over a gap of 2
    [InlineData(3, new double[] { 0, 0.25, 0.75 })]      // between, over a gap of 4
    [InlineData(-9, new double[] { 1, 0, 0 })]           // beyond the ends
    [InlineData(9, new double[] { 0, 0, 1 })]
    public void Mass_is_split_between_the_two_nearest_labels(float target, double[] expected)
    {
        foreach (var (e, a) in expected.Zip(SoftLabels([-2, 0, 4], target))) Assert.Equal(e, a, 1e-5);
    }

    [Fact]
    public void Two_labels_are_enough()
    {
        foreach (var (e, a) in new[] { 0.25, 0.75 }.Zip(SoftLabels([-1, 1], 0.5f))) Assert.Equal(e, a, 1e-5);
    }

    [Fact]
    public void The_loss_is_that_computed_by_hand()
    {
        double[] values = [-2, 0, 4];
        double e1 = Math.Exp(1), e2 = Math.Exp(2), sum = 1 + e1 + e2;                 // logits 0, 1, 2
        double score = (-2 + 4 * e2) / sum, absolute = Math.Abs(score - 3);            // y = 3
        double entropy = -(0.25 * Math.Log(e1 / sum) + 0.75 * Math.Log(e2 / sum));

        Assert.Equal(absolute + entropy, Loss(Make(values), [0, 1, 2], 3), 1e-5);
        Assert.Equal(absolute, Loss(Make(values, 1, 0), [0, 1, 2], 3), 1e-5);
        Assert.Equal(0.5 * absolute + 2 * entropy, Loss(Make(values, 0.5, 2), [0, 1, 2], 3), 1e-5);
    }

    [Fact]
    public void The_loss_is_the_mean_over_the_batch()
    {
        var objective = Make([-2, 0, 4]);
        float one = Loss(objective, [0, 1, 2], 3), two = Loss(objective, [3, 0, -1], -2);

        var both = objective.Loss(tensor(new float[] { 0, 1, 2, 3, 0, -1 }, [2, 3]), tensor(new float[] { 3, -2 }, [2, 1]));

        Assert.Equal((one + two) / 2, Numbers(both)[0], 1e-6);
    }

    [Fact]
    public void Very_sure_logits_give_finite_losses()
    {
        var objective = Make([-2, 0, 4]);

        Assert.True(float.IsFinite(Loss(objective, [500, 0, -500], 4)));
        Assert.True(float.IsFinite(Loss(objective, [0, 500, 500], -9)));
    }

    [Fact]
    public void The_absolute_error_is_that_of_the_expectation()
    {
        var error = Make([-2, 0, 4]).AbsoluteError(zeros(2, 3), tensor(new float[] { 1, -1 }, [2, 1]));

        Assert.Equal((Math.Abs(2 / 3.0 - 1) + Math.Abs(2 / 3.0 + 1)) / 2, Numbers(error)[0], 1e-6);
    }

    [Fact]
    public void Prediction_and_truth_are_numbers()
    {
        var objective = Make([-2, 0, 4]);

        Assert.Equal("1.5", objective.Prediction([0.25f, 0.25f, 0.5f]));
        Assert.Equal("-0.6", objective.Truth([-0.6f]));
        Assert.Equal([0.25f, 0.75f], Numbers(Make([-1, 1]).Probabilities(tensor([0, MathF.Log(3)], [1, 2])))
            .Select(p => MathF.Round(p, 5)));
    }

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity)]
    public void An_utterance_without_sentiment_is_named(float sentiment)
    {
        var error = Assert.Throws<InputException>(() =>
            Make([-1, 1]).Target(new Utterance { Id = "v$_$1", Sentiment = sentiment }, Empty));

        Assert.Equal("utterance v$_$1 has no sentiment, which label set scale needs: use labels that the data has",
            error.Message);
        Assert.Equal([1.25f], Make([-1, 1]).Target(new Utterance { Id = "a", Sentiment = 1.25f }, Empty));
    }

    [Fact]
    public void Logits_of_other_labels_are_refused_and_do_not_end_the_process()
    {
        var objective = Make([-2, 0, 4]);

        var error = Assert.Throws<ArgumentException>(() => objective.Loss(zeros(2, 5), zeros(2, 1)));
        Assert.Equal("logits [B, C]: expected [2, 3], got [2, 5]", error.Message);
        error = Assert.Throws<ArgumentException>(() => objective.AbsoluteError(zeros(2, 5), zeros(2, 1)));
        Assert.Equal("logits [B, C]: expected [2, 3], got [2, 5]", error.Message);
    }
}
