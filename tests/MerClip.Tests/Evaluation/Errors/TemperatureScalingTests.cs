using MerClip.Evaluation;
using MerClip.Evaluation.Errors;
using MerClip.Labels;

namespace MerClip.Tests.Evaluation.Errors;

public sealed class TemperatureScalingTests
{
    static Outcome Of(double[] probabilities, params int[] truth) => new("v$_$1", "", "", "", truth, [], probabilities, 0);

    static double[] Softmax(double[] logits, double temperature)
    {
        double[] e = [.. logits.Select(l => Math.Exp(l / temperature))];
        return [.. e.Select(x => x / e.Sum())];
    }

    /// <summary>Truth is drawn from the softmax of logits; a model says it with logits multiplied.</summary>
    static Outcome[] TooSure(double factor, int n = 4000)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, n).Select(_ =>
        {
            double[] logits = [.. Enumerable.Range(0, 4).Select(_ => 4 * random.NextDouble())], p = Softmax(logits, 1);
            double u = random.NextDouble();
            int truth = 0;
            while (truth < 3 && (u -= p[truth]) > 0) truth++;
            return Of(Softmax(logits, 1 / factor), truth);
        })];
    }

    [Theory, InlineData(0.5), InlineData(1), InlineData(3)]
    public void Finds_by_how_much_a_model_is_too_sure(double factor)
    {
        var outcomes = TooSure(factor);
        var scaling = TemperatureScaling.Fit(outcomes, LabelKind.Single);
        Assert.Equal(factor, scaling.Temperature, 0.1 * factor);
        double before = Calibration.Of(outcomes, LabelKind.Single).Error, after = Calibration.Of(outcomes.Select(scaling.Apply), LabelKind.Single).Error;
        Assert.InRange(after, 0, 0.03);
        if (factor != 1) Assert.True(after < before / 2, $"{after} after {before}");
    }

    [Fact]
    public void Is_softmax_and_sigmoid_of_divided_logits()
    {
        double[] logits = [0.3, -2, 1.7], scaled = new TemperatureScaling(2.5, LabelKind.Ordinal).Scaled(Softmax(logits, 1));
        for (int c = 0; c < 3; c++) Assert.Equal(Softmax(logits, 2.5)[c], scaled[c], 1e-12);

        double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
        double[] each = new TemperatureScaling(2.5, LabelKind.Multi).Scaled([.. logits.Select(Sigmoid)]);
        for (int c = 0; c < 3; c++) Assert.Equal(Sigmoid(logits[c] / 2.5), each[c], 1e-12);
    }

    [Fact]
    public void Multi_labels_are_fitted_each_for_itself()
    {
        var random = new Random(6);
        Outcome[] outcomes = [.. Enumerable.Range(0, 4000).Select(_ =>
        {
            double logit = 6 * random.NextDouble() - 3;
            double p = 1 / (1 + Math.Exp(-logit)), said = 1 / (1 + Math.Exp(-2 * logit));
            return random.NextDouble() < p ? Of([said], 0) : Of([said]);
        })];
        Assert.Equal(2, TemperatureScaling.Fit(outcomes, LabelKind.Multi).Temperature, 0.2);
    }

    [Fact]
    public void Certainty_that_is_wrong_is_survived() =>
        Assert.Equal(20, TemperatureScaling.Fit([Of([1, 0], 1), Of([1, 0], 0)], LabelKind.Single).Temperature, 0.01);
}
