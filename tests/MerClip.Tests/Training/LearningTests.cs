using MerClip.Fusion;
using MerClip.Labels;
using MerClip.Prediction;

namespace MerClip.Tests.Training;

/// <summary>Every kind of part can be trained, and learns.</summary>
public class LearningTests : TorchTest
{
    public static TheoryData<string, string> Kinds =>
        [.. LabelGuidedFusion.Kinds.Keys.Select(f => (f, "text")), .. LabelEncoder.Kinds.Keys.Select(l => ("sequential", l))];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_fusion_and_every_label_encoder_learns(string fusion, string labelEncoder) =>
        AssertLearns(SyntheticCorpus.Tiny with { Fusion = fusion, LabelEncoder = labelEncoder });

    [Fact]
    public void Deep_supervision_learns() => AssertLearns(SyntheticCorpus.Tiny with { DeepSupervision = true });

    [Fact]
    public void Modality_dropout_learns() => AssertLearns(SyntheticCorpus.Tiny with { ModalityDropout = 0.4 });

    [Fact]
    public void Context_more_layers_and_words_that_are_not_tuned_learn() =>
        AssertLearns(SyntheticCorpus.Tiny with { Context = 2, Layers = 2, TuneWords = 0 });

    [Fact]
    public void Classes_are_learnt() => AssertLearns(SyntheticCorpus.Tiny, SyntheticCorpus.Single);

    [Theory, InlineData(0), InlineData(2)]
    public void Separate_labels_are_learnt(double negativeFocus) => AssertLearns(SyntheticCorpus.Tiny, SyntheticCorpus.Multi,
        new ObjectiveOptions { NegativeFocus = negativeFocus });

    [Fact]
    public void Deep_supervision_and_modality_dropout_change_the_training()
    {
        float[] plain = TrainingBench.Train(Folder, 2);
        Assert.NotEqual(plain, TrainingBench.Train(Folder, 2, SyntheticCorpus.Tiny with { DeepSupervision = true }));
        Assert.NotEqual(plain, TrainingBench.Train(Folder, 2, SyntheticCorpus.Tiny with { ModalityDropout = 0.4 }));
    }

    void AssertLearns(ModelOptions model, LabelSet? labels = null, ObjectiveOptions? objective = null)
    {
        using var bench = new TrainingBench(Folder, 1, model with { Dropout = 0, InputDropout = 0 }, epochs: 12,
            corpus: SyntheticCorpus.Make(emotions: true), labels: labels, objective: objective);
        bench.ToTheEnd();

        var history = bench.Trainer.State.History;
        Assert.True(history[^1].TrainLoss < 0.8 * history[0].TrainLoss,
            $"the loss went from {history[0].TrainLoss} to {history[^1].TrainLoss}");
    }
}
