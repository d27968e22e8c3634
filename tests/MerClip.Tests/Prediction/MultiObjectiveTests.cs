using MerClip.Data;
using MerClip.Prediction;
using static TorchSharp.torch;

namespace MerClip.Tests.Prediction;

public class MultiObjectiveTests : TorchTest
{
    static readonly Corpus Data = SyntheticCorpus.Make(4, 1, 1, emotions: true);

    static MultiObjective Make(double focus = 0, double threshold = 0.5) =>
        new(SyntheticCorpus.Multi, new ObjectiveOptions { NegativeFocus = focus, Threshold = threshold });

    static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(4)]
    public void The_loss_is_that_computed_by_hand(double focus)
    {
        float[] logits = [2, -1, 0.5f, 3], truth = [1, 0, 0, 1];
        double expected = -logits.Zip(truth).Average(p => p.Second == 1
            ? Math.Log(Sigmoid(p.First))
            : Math.Pow(Sigmoid(p.First), focus) * Math.Log(1 - Sigmoid(p.First)));

        var loss = Make(focus).Loss(tensor(logits, [2, 2]), tensor(truth, [2, 2]));

        Assert.Equal(expected, Numbers(loss)[0], 1e-6);
    }

    [Fact]
    public void Very_sure_logits_give_finite_losses_and_gradients()
    {
        foreach (double focus in (double[])[0, 0.5, 2])
        {
            var logits = tensor(new float[] { 200, -200 }, [1, 2], requires_grad: true);
            var loss = Make(focus).Loss(logits, tensor(new float[] { 0, 1 }, [1, 2]));
            loss.backward();

            Assert.Equal(200, Numbers(loss)[0], 1e-3);
            Assert.All(Numbers(logits.grad!), g => Assert.True(float.IsFinite(g)));
        }
    }

    [Fact]
    public void Truth_is_any_strength_above_zero_in_the_order_of_the_labels()
    {
        var utterance = new Utterance { Id = "a", Emotions = [0.33f, 0] }; // glad, not sad

        Assert.Equal([0, 1], Make().Target(utterance, Data)); // sad, glad
        Assert.Equal([0, 0], Make().Target(utterance with { Emotions = [0, 0] }, Data));
        Assert.Equal("glad", Make().Truth([0, 1]));
        Assert.Equal("sad|glad", Make().Truth([1, 1]));
        Assert.Equal("", Make().Truth([0, 0]));
    }

    [Fact]
    public void Labels_are_predicted_from_the_threshold_on()
    {
        Assert.Equal("sad", Make().Prediction([0.5f, 0.49f]));
        Assert.Equal("sad|glad", Make(threshold: 0.25).Prediction([0.5f, 0.25f]));
        Assert.Equal("", Make(threshold: 0.9).Prediction([0.5f, 0.25f]));
    }

    [Fact]
    public void What_the_data_lacks_is_named()
    {
        var error = Assert.Throws<InputException>(() => Make().Target(new Utterance { Id = "v$_$1" }, Data));
        Assert.Equal("utterance v$_$1 has no emotions, which label set made-up-emotions needs: use labels that the data has",
            error.Message);

        var fear = new MultiObjective(SyntheticCorpus.Multi with { Labels = [new("fear", ["fear"])] }, new ObjectiveOptions());
        error = Assert.Throws<InputException>(() => fear.Target(Data[Split.Train][0], Data));
        Assert.Equal("label 'fear' of made-up-emotions is no emotion of the data, which has glad, sad", error.Message);
    }

    [Fact]
    public void Targets_of_other_labels_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Make().Loss(zeros(2, 3), zeros(2, 2)));
    }
}
