using MerClip.Data;
using MerClip.Explain;
using MerClip.Fusion;
using MerClip.Tests.Training;

namespace MerClip.Tests.Explain;

/// <summary>Explanations find what is known to have decided.</summary>
public class PlantedCueTests(ITestOutputHelper output) : TorchTest
{
    const int Utterances = 200;

    public static TheoryData<string> Fusions => [.. LabelGuidedFusion.Kinds.Keys];

    [Theory, MemberData(nameof(Fusions))]
    public void The_cue_that_decides_is_put_first(string fusion)
    {
        var (corpus, cues) = PlantedCues.Make(train: 360, valid: 30, Utterances, seed: 3);
        using var bench = new TrainingBench(Folder, 1, SyntheticCorpus.Tiny with { Fusion = fusion, Dropout = 0, InputDropout = 0, ModalityDropout = 0.3 },
            SyntheticCorpus.Quick(20), corpus: corpus, labels: SyntheticCorpus.Ordinal(2));
        bench.ToTheEnd();
        var quantity = ExplainedQuantity.Score(bench.Labels.Set);
        int modality = 0, occluded = 0, gradients = 0;
        double wrong = 0;
        var agreement = new List<double>();
        foreach (var (example, cue) in bench.Inputs.Examples(Split.Test).Zip(cues))
        {
            var shapley = ModalityShapley.Of(bench.Model, example, bench.Labels, quantity);
            var steps = StepNames.Of(example, bench.Inputs.Order, bench.Inputs.Encoders);
            var occlusion = StepOcclusion.Of(bench.Model, example, bench.Labels, quantity, steps);
            var gradient = StepGradient.Of(bench.Model, example, bench.Labels, quantity, steps);

            wrong += Math.Abs(shapley.Full - example.Target![0]) / Utterances;
            if (shapley.Values.MaxBy(v => Math.Abs(v.Value)).Key == cue.Modality) modality++;
            if (First(steps, occlusion) == cue) occluded++;
            if (First(steps, gradient) == cue) gradients++;
            if (StepEffect.Agreement([.. steps.Select((s, i) => new StepEffect(s, occlusion[i], gradient[i]))
                .Where(e => e.Step.Modality == cue.Modality)]) is { } rho) agreement.Add(rho);
        }

        output.WriteLine($"{fusion}: of {Utterances} utterances, first is the modality in {modality}, the step by occlusion in {occluded}, by "
            + $"gradient in {gradients}; mean rank correlation of the two {agreement.Average():F2}; mean error {wrong:F3}");
        Assert.InRange(modality, 0.95 * Utterances, Utterances);
        Assert.InRange(occluded, 0.95 * Utterances, Utterances);
        // With concatenation all steps stand in one softmax, and the straight line of the gradient is less of a likeness.
        Assert.InRange(gradients, (fusion == "concatenation" ? 0.9 : 0.95) * Utterances, Utterances);
        Assert.InRange(agreement.Average(), 0.6, 1);
    }

    static (Modality, int) First(IReadOnlyList<StepSpan> steps, IReadOnlyList<double> effects)
    {
        var first = steps.Zip(effects).MaxBy(e => Math.Abs(e.Second)).First;
        return (first.Modality, first.First);
    }
}
