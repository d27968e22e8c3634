using MerClip.Data;
using MerClip.Explain;
using MerClip.Labels;
using MerClip.Prediction;
using MerClip.Tests.Training;

namespace MerClip.Tests.Explain;

public class ModalityShapleyTests : TorchTest
{
    /// <summary>Label sets of each kind, with what is explained of them.</summary>
    public static TheoryData<string> Quantities => ["score", "probability of Positive", "probability of glad", "logit of label1"];

    static (LabelSet, Func<Objective, ExplainedQuantity>) Named(string quantity) => quantity switch
    {
        "score" => (SyntheticCorpus.Ordinal(), _ => ExplainedQuantity.Score(SyntheticCorpus.Ordinal())),
        "probability of Positive" => (SyntheticCorpus.Single, o => ExplainedQuantity.Probability(SyntheticCorpus.Single, o, "positive")),
        "probability of glad" => (SyntheticCorpus.Multi, o => ExplainedQuantity.Probability(SyntheticCorpus.Multi, o, "glad")),
        _ => (SyntheticCorpus.Ordinal(), _ => ExplainedQuantity.Logit(SyntheticCorpus.Ordinal(), "label1")),
    };

    [Theory, MemberData(nameof(Quantities))]
    public void Values_sum_to_what_was_predicted_less_what_the_labels_alone_give(string name)
    {
        var (labels, make) = Named(name);
        using var bench = new TrainingBench(Folder, 1, corpus: SyntheticCorpus.Make(emotions: true), labels: labels);
        var quantity = make(bench.Inputs.Objective);
        Assert.Equal(name, quantity.Name);
        var three = bench.Inputs.Examples(Split.Test).First(e => e.Inputs.Count == 3);
        Example[] examples = [.. bench.Inputs.Examples(Split.Test), .. three.Inputs.Select(m =>
            three with { Inputs = new Dictionary<Modality, FeatureSequence> { [m.Key] = m.Value } })];
        Assert.Equal([1, 2, 3], examples.Select(e => e.Inputs.Count).Distinct().Order());
        double[] full = [.. quantity.Of(bench.Model.Predict(examples, bench.Labels)).data<float>().ToArray().Select(x => (double)x)];
        double[] empty = [.. quantity.Of(bench.Model.Predict(
            [examples[0] with { Inputs = new Dictionary<Modality, FeatureSequence>() }], bench.Labels)).data<float>().ToArray().Select(x => (double)x)];

        foreach (var (i, example) in examples.Index())
        {
            var shapley = ModalityShapley.Of(bench.Model, example, bench.Labels, quantity);

            Assert.Equal(bench.Model.Spec.Order.Where(example.Inputs.ContainsKey), shapley.Values.Keys);
            Assert.Equal(full[i], shapley.Full, 1e-5);
            Assert.Equal(empty[0], shapley.Empty, 1e-5);
            Assert.Equal(full[i] - empty[0], shapley.Values.Values.Sum(), 1e-5);
            Assert.Contains(shapley.Values.Values, v => Math.Abs(v) > (name == "probability of glad" ? 1e-7 : 1e-4)); // a sigmoid that is saturated hardly moves
        }
    }

    [Fact]
    public void Values_are_means_over_all_orders_in_which_modalities_can_come()
    {
        using var bench = new TrainingBench(Folder, 1);
        var quantity = ExplainedQuantity.Score(bench.Labels.Set);
        var example = bench.Inputs.Examples(Split.Test).First(e => e.Inputs.Count == 3);
        double Worth(params Modality[] with) => quantity.Of(bench.Model.Predict(
            [example with { Inputs = with.ToDictionary(m => m, m => example.Inputs[m]) }], bench.Labels)).data<float>()[0];

        var values = ModalityShapley.Of(bench.Model, example, bench.Labels, quantity).Values;

        Modality[] all = [Modality.Text, Modality.Audio, Modality.Vision];
        foreach (var m in all)
        {
            Modality a = all.First(o => o != m), b = all.Last(o => o != m);
            double expected = (2 * (Worth(m) - Worth()) + (Worth(a, m) - Worth(a)) + (Worth(b, m) - Worth(b)) + 2 * (Worth(a, b, m) - Worth(a, b))) / 6;
            Assert.Equal(expected, values[m], 1e-5);
        }
    }

    [Fact]
    public void An_utterance_without_any_modality_is_what_the_labels_alone_give()
    {
        using var bench = new TrainingBench(Folder, 1);
        var nothing = new Example(new Utterance { Id = "a" }, new Dictionary<Modality, FeatureSequence>(), null);

        var shapley = ModalityShapley.Of(bench.Model, nothing, bench.Labels, ExplainedQuantity.Score(bench.Labels.Set));

        Assert.Empty(shapley.Values);
        Assert.Equal(shapley.Empty, shapley.Full);
    }

    [Fact]
    public void A_label_or_a_score_that_does_not_exist_is_told()
    {
        Assert.Equal("label set made-up-classes has no score, its labels have no values: name one of them",
            Assert.Throws<InputException>(() => ExplainedQuantity.Score(SyntheticCorpus.Single)).Message);
        Assert.Equal("label set made-up-classes has no label 'x': use one of negative, Neutral, Positive",
            Assert.Throws<InputException>(() => ExplainedQuantity.Logit(SyntheticCorpus.Single, "x")).Message);
    }
}
