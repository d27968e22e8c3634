using MerClip.Data;
using MerClip.Labels;
using MerClip.Prediction;
using MerClip.Runs;
using MerClip.Training;
using static TorchSharp.torch;

namespace MerClip.Tests.Training;

/// <summary>A model on the synthetic corpus and its trainer, as a run makes them.</summary>
sealed class TrainingBench : IDisposable
{
    public TrainingBench(TemporaryFolder folder, int seed, ModelOptions? model = null, TrainingOptions? options = null,
        int epochs = 3, Corpus? corpus = null, LabelSet? labels = null, ObjectiveOptions? objective = null)
    {
        model ??= SyntheticCorpus.Tiny;
        string words = SyntheticCorpus.WriteWords(folder["words.txt"]);
        Inputs = SyntheticCorpus.Inputs(words, corpus ?? SyntheticCorpus.Make(), labels ?? SyntheticCorpus.Ordinal(), model,
            objective: objective);
        random.manual_seed(seed);
        Model = new MerClipModel(Inputs.SpecFor(model, seed));
        Labels = Inputs.LabelInput(CPU);
        Trainer = new Trainer(Model, Inputs.Objective, Labels, Inputs.Examples(Split.Train), Inputs.Examples(Split.Valid),
            options ?? SyntheticCorpus.Quick(epochs), seed);
    }

    public RunInputs Inputs { get; }

    public MerClipModel Model { get; }

    public LabelInput Labels { get; }

    public Trainer Trainer { get; }

    /// <summary>Trains a few epochs and gives the best weights.</summary>
    public static float[] Train(TemporaryFolder folder, int seed, ModelOptions? model = null)
    {
        using var bench = new TrainingBench(folder, seed, model);
        bench.ToTheEnd();
        return bench.Weights();
    }

    /// <summary>Trains all epochs and takes the best weights.</summary>
    public void ToTheEnd()
    {
        while (!Trainer.Finished) Trainer.Epoch();
        Trainer.UseBest();
    }

    /// <summary>All weights and statistics of the model, one after the other.</summary>
    public float[] Weights()
    {
        using var scope = NewDisposeScope();
        return [.. Model.state_dict().Values.SelectMany(t => t.detach().contiguous().data<float>().ToArray())];
    }

    public void Dispose()
    {
        Trainer.Dispose();
        Model.Dispose();
        Labels.Features.Dispose();
    }
}
