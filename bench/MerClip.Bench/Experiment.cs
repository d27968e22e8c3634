using MerClip.Data;
using MerClip.Labels;
using MerClip.Runs;
using MerClip.Training;
using static TorchSharp.torch;

namespace MerClip.Bench;

/// <summary>A config with its data encoded: what both sides of the comparison train on.</summary>
sealed class Experiment
{
    public Experiment(RunConfig config)
    {
        Config = config;
        set_num_threads(config.Training.Threads);
        var inputs = RunInputs.ForTraining(config, CorpusReader.Read(config.Data).Corpus);
        Inputs = inputs;
        Train = inputs.Examples(Split.Train);
        Valid = inputs.Examples(Split.Valid);
        Labels = inputs.LabelInput(CPU);
    }

    public RunConfig Config { get; }

    public RunInputs Inputs { get; }

    public IReadOnlyList<Example> Train { get; }

    public IReadOnlyList<Example> Valid { get; }

    public LabelInput Labels { get; }

    public static string ConfigIn(string folder) => Path.Combine(folder, "config.json");

    public static Experiment Open(string folder) => new(new ConfigFile().Read(ConfigIn(folder)).Build());

    public MerClipModel Model(ModelOptions options)
    {
        random.manual_seed(Config.Seeds[0]);
        return new MerClipModel(Inputs.SpecFor(options, Config.Seeds[0]));
    }

    public Trainer Trainer(MerClipModel model, TrainingOptions options) =>
        new(model, Inputs.Objective, Labels, Train, Valid, options, Config.Seeds[0]);

    public double[] LearningRates(TrainingOptions options)
    {
        long steps = (long)options.Epochs * ((Train.Count + options.BatchSize - 1) / options.BatchSize);
        return [.. Enumerable.Range(0, (int)steps).Select(i => options.LearningRateAt(i, steps))];
    }
}
