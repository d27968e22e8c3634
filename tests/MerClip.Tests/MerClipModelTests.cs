using MerClip.Checkpoints;
using MerClip.Data;
using MerClip.Runs;
using static TorchSharp.torch;

namespace MerClip.Tests;

public class MerClipModelTests : TorchTest
{
    readonly RunInputs inputs;

    public MerClipModelTests() => inputs = SyntheticCorpus.Inputs(
        SyntheticCorpus.WriteWords(Folder["words"]), SyntheticCorpus.Make(), SyntheticCorpus.Ordinal());

    MerClipModel Make(ModelOptions? options = null)
    {
        var model = new MerClipModel(inputs.SpecFor(options ?? SyntheticCorpus.Tiny, 0));
        model.Fit(inputs.Examples(Split.Train));
        return model;
    }

    [Fact]
    public void Predictions_do_not_depend_on_the_batches()
    {
        using var model = Make(SyntheticCorpus.Tiny with { Context = 1 });
        var (examples, labels) = (inputs.Examples(Split.Test), inputs.LabelInput(CPU));

        var together = model.Predict(examples, labels);

        Assert.Equal([16, 3], together.shape);
        AssertClose(together, model.Predict(examples, labels, batchSize: 1), 1e-5);
        AssertClose(together.flip(0), model.Predict([.. examples.Reverse()], labels, batchSize: 5), 1e-5);
    }

    [Fact]
    public void What_it_compares_gives_what_it_predicts()
    {
        using var model = Make();
        var (examples, labels) = (inputs.Examples(Split.Test), inputs.LabelInput(CPU));

        var (fused, embeddings) = model.Represent(examples, labels, batchSize: 5);

        Assert.Equal([16, 3, 16], fused.shape);
        Assert.Equal([3, 16], embeddings.shape);
        var cosines = nn.functional.cosine_similarity(fused, embeddings.unsqueeze(0).expand_as(fused), -1);
        AssertClose(cosines / 0.07f, model.Predict(examples, labels), 1e-4); // τ is CLIP's at first, and b is 0
        Assert.False(fused.requires_grad || embeddings.requires_grad);
    }

    [Fact]
    public void A_saved_model_predicts_the_same()
    {
        using var model = Make(SyntheticCorpus.Tiny with { Fusion = "parallel", LabelEncoder = "shuffled", Layers = 2, Context = 1 });
        model.Save(Folder["model"]);

        using var loaded = MerClipModel.Load(Folder["model"], CPU);

        Assert.Equal(model.Spec.Options, loaded.Spec.Options);
        Assert.Equal(model.Spec.Order, loaded.Spec.Order);
        AssertSame(model.Predict(inputs.Examples(Split.Test), inputs.LabelInput(CPU)),
            loaded.Predict(inputs.Examples(Split.Test), inputs.LabelInput(CPU)));
    }

    [Fact]
    public void A_model_that_was_loaded_outlives_the_scope_and_is_freed_with_itself()
    {
        using (var model = Make()) model.Save(Folder["model"]);
        var (examples, labels) = (inputs.Examples(Split.Test), inputs.LabelInput(CPU));
        MerClipModel loaded;
        using (NewDisposeScope()) loaded = MerClipModel.Load(Folder["model"], CPU);
        var weights = loaded.state_dict().Values;

        loaded.Predict(examples, labels).Dispose();
        Assert.DoesNotContain(weights, w => w.IsInvalid);
        loaded.Dispose();
        Assert.All(weights, w => Assert.True(w.IsInvalid));
    }

    [Fact]
    public void A_modality_that_no_utterance_has_is_as_one_that_is_not_in_the_batch()
    {
        using var model = Make();
        model.eval();
        var labels = inputs.LabelInput(CPU);
        Example[] silent = [.. inputs.Examples(Split.Test).Where(e => !e.Inputs.ContainsKey(Modality.Audio))];
        var widths = model.Spec.Widths;

        var padded = model.call(Batch.Of(silent, widths, CPU), labels);
        var without = model.call(Batch.Of(silent, widths.Where(w => w.Key != Modality.Audio).ToDictionary(), CPU), labels);

        Assert.NotEmpty(silent);
        Assert.Equal((3, 2), (padded.Count, without.Count));
        AssertSame(without[^1], padded[^1]);
    }

    [Fact]
    public void Hiding_modalities_in_training_reaches_each_of_them_and_leaves_one()
    {
        // With next to certainty, so that what is left is what an utterance is always left with.
        using var hiding = Make(SyntheticCorpus.Tiny with { ModalityDropout = 0.999, Dropout = 0, InputDropout = 0 });
        hiding.train();
        var labels = inputs.LabelInput(CPU);
        var example = inputs.Examples(Split.Test).First(e => e.Inputs.Count == 3);

        var seen = Enumerable.Range(0, 30).Select(_ => Numbers(hiding.call(Batch.Of([example], hiding.Spec.Widths, CPU), labels)[^1])).ToArray();

        float[] With(Modality m) => Numbers(hiding.Predict([example with { Inputs = example.Inputs.Where(i => i.Key == m).ToDictionary() }], labels));
        float[][] alone = [.. Enum.GetValues<Modality>().Select(With)];
        int Like(float[] logits) => Array.FindIndex(alone, a => a.Zip(logits).All(x => Math.Abs(x.First - x.Second) < 1e-4));
        Assert.Equal([0, 1, 2], seen.Select(Like).Distinct().Order());
    }

    [Fact]
    public void Another_order_of_fusion_is_asked_for_and_matters()
    {
        using var model = Make();
        var (examples, labels) = (inputs.Examples(Split.Test), inputs.LabelInput(CPU));

        AssertSame(model.Predict(examples, labels), model.Predict(examples, labels, order: model.Spec.Order));
        Assert.NotEqual(Numbers(model.Predict(examples, labels)), Numbers(model.Predict(examples, labels, order: [.. model.Spec.Order.Reverse()])));
    }

    [Fact]
    public void Predicting_leaves_no_tensors_behind_but_the_result()
    {
        using var model = Make();
        var (examples, labels) = (inputs.Examples(Split.Test), inputs.LabelInput(CPU));
        model.Predict(examples, labels).Dispose();
        long before = LiveTensors();

        using var result = model.Predict(examples, labels, batchSize: 3);

        Assert.Equal(before + 1, LiveTensors());
    }

    [Fact]
    public void Kinds_that_do_not_exist_are_named_with_those_that_do()
    {
        var error = Assert.Throws<InputException>(() => Make(SyntheticCorpus.Tiny with { Fusion = "magic" }));
        Assert.Equal("model.fusion 'magic' does not exist: use sequential, parallel, concatenation", error.Message);
        error = Assert.Throws<InputException>(() => Make(SyntheticCorpus.Tiny with { LabelEncoder = "magic" }));
        Assert.Equal("model.labelEncoder 'magic' does not exist: use text, shuffled, learned, onehot", error.Message);
    }

    [Fact]
    public void A_file_that_is_no_model_and_one_that_lacks_a_weight_are_refused()
    {
        using var model = Make();
        var weights = model.state_dict();
        Safetensors.Save(Folder["other"], weights);
        var error = Assert.Throws<InputException>(() => MerClipModel.Load(Folder["other"], CPU));
        Assert.StartsWith($"{Folder["other"]} is no model of this kit", error.Message);

        model.Save(Folder["model"]);
        using var file = Safetensors.Open(Folder["model"]);
        string left = weights.Keys.Last();
        Safetensors.Save(Folder["less"],
            weights.Where(w => w.Key != left).ToDictionary(), file.Metadata);
        error = Assert.Throws<InputException>(() => MerClipModel.Load(Folder["less"], CPU));
        Assert.Contains($"has no tensor '{left}'", error.Message);
    }
}
