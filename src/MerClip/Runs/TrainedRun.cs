using MerClip.Data;
using MerClip.Encoders;
using MerClip.Evaluation;
using MerClip.Labels;
using MerClip.Prediction;
using MerClip.Training;
using static TorchSharp.torch;

namespace MerClip.Runs;

/// <summary>A run whose seeds are trained: its models, ready for other data and other labels.</summary>
public sealed class TrainedRun
{
    readonly RunFolder folder;
    readonly RunManifest manifest;

    /// <summary>Opens a run folder.</summary>
    /// <exception cref="InputException">It is no run, or no seed of it is done.</exception>
    public TrainedRun(string path)
    {
        folder = new RunFolder(path);
        manifest = RunManifest.Read(folder);
        Labels = LabelSet.Load(folder.Labels);
        Seeds = [.. Config.Seeds.Where(s => File.Exists(folder.Metrics(s)))];
        if (Seeds.Count == 0)
            throw new InputException($"{path}: no seed is trained to its end: go on with merclip train --resume {path}");
    }

    /// <summary>The run folder.</summary>
    public string Path => folder.Path;

    /// <summary>The settings of the run.</summary>
    public RunConfig Config => manifest.Config;

    /// <summary>The label set that it was trained with.</summary>
    public LabelSet Labels { get; }

    /// <summary>The seeds that are done.</summary>
    public IReadOnlyList<int> Seeds { get; }

    /// <summary>The predictions that training left.</summary>
    public PredictionTable Saved(int seed) => PredictionTable.Read(folder.Predictions(seed), Labels.Kind);

    /// <summary>How the training of a seed went.</summary>
    public IReadOnlyList<EpochRecord> History(int seed) => HistoryFile.Read(folder.History(seed));

    /// <summary>The metrics that training left, beside the floors.</summary>
    public SeedSummary Summary => SeedSummary.Read(folder.Summary);

    /// <summary>The best model of a seed.</summary>
    public MerClipModel Model(int seed, Device device) => MerClipModel.Load(folder.Model(seed), device);

    /// <summary>Utterances and labels as the run's models take them.</summary>
    /// <param name="corpus">The utterances: those of training or others.</param>
    /// <param name="labels">The labels: those of training or others.</param>
    /// <param name="spec">What the models were built from.</param>
    /// <param name="watcher">Told how encoding goes.</param>
    /// <exception cref="InputException">A label cannot be read by the run's text encoder, or a CLIP is gone.</exception>
    public RunInputs Inputs(Corpus corpus, LabelSet labels, ModelSpec spec, IEncodingWatcher? watcher = null)
    {
        var encoders = RunEncoders.Reopen(manifest, folder, corpus, labels, spec);
        encoders.Prepare(corpus, labels, spec.Order, watcher);
        return new RunInputs(corpus, labels, Objective.For(labels, Config.Objective), spec.Order, encoders);
    }

    /// <summary>Runs every seed's model on a split.</summary>
    /// <param name="corpus">The utterances.</param>
    /// <param name="labels">The labels to predict.</param>
    /// <param name="split">The split.</param>
    /// <param name="watcher">Told how encoding goes.</param>
    /// <returns>A table a seed.</returns>
    public IReadOnlyDictionary<int, PredictionTable> Evaluate(Corpus corpus, LabelSet labels, Split split,
        IEncodingWatcher? watcher = null)
    {
        if (corpus[split].Count == 0)
            throw new InputException($"the data has no utterance in the split {split.ToString().ToLowerInvariant()}");
        var device = Machine.DeviceFor(Config.Device);
        var tables = new Dictionary<int, PredictionTable>();
        RunInputs? inputs = null;
        foreach (int seed in Seeds)
        {
            using var scope = NewDisposeScope();
            using var model = Model(seed, device);
            inputs ??= Inputs(corpus.Only(split), labels, model.Spec, watcher); // the same for all seeds of a run
            tables[seed] = Predictions.Of(model, inputs.LabelInput(device), inputs, split);
        }
        return tables;
    }

    /// <summary>Scores predictions beside the floors.</summary>
    /// <param name="tables">What <see cref="Evaluate"/> gave.</param>
    /// <param name="labels">The labels that were predicted.</param>
    /// <param name="split">The split.</param>
    /// <param name="training">The data of training: floors may know no more than a model does, so their constants come from there.</param>
    public SeedSummary Score(IReadOnlyDictionary<int, PredictionTable> tables, LabelSet labels, Split split, Corpus training) =>
        SeedSummary.Of(split, tables.ToDictionary(t => t.Key, t => t.Value.Score(split)),
            tables.Values.First().Floors(split, Objective.For(labels, Config.Objective).Truth(training, Split.Train)));

    /// <summary>Predicts one utterance: the mean over the models of all seeds.</summary>
    /// <param name="utterance">What is said, heard and seen; it needs no truth.</param>
    /// <param name="labels">The labels to choose among; null takes those of training.</param>
    /// <exception cref="InputException">Nothing of it can be read by the run, or a recording is damaged.</exception>
    public UtterancePrediction Predict(Utterance utterance, LabelSet? labels = null)
    {
        labels ??= Labels;
        var corpus = new Corpus(new Dictionary<Split, IReadOnlyList<Utterance>> { [Split.Test] = [utterance] });
        var mean = new float[labels.Count];
        RunInputs? inputs = null;
        foreach (int seed in Seeds)
        {
            using var scope = NewDisposeScope();
            var device = Machine.DeviceFor(Config.Device);
            using var model = Model(seed, device);
            inputs ??= Inputs(corpus, labels, model.Spec, new StrictEncoding());
            var examples = inputs.Examples(Split.Test, needTruth: false);
            if (examples[0].Inputs.Count == 0)
                throw new InputException("nothing of the input is known to the run: use other words for the text, or keep the file of "
                    + "word vectors in its place, or give the other modalities of the run");
            var probabilities = Predictions.Probabilities(model, inputs.LabelInput(device), inputs, examples)[0];
            for (int c = 0; c < mean.Length; c++) mean[c] += probabilities[c] / Seeds.Count;
        }
        return new UtterancePrediction(labels, inputs!.Objective.Prediction(mean), mean,
            [.. inputs.Examples(Split.Test, needTruth: false)[0].Inputs.Keys]);
    }
}
