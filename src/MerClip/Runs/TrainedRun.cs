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

    /// <summary>Opens a run folder.</summary>
    /// <exception cref="InputException">It is no run, or no seed of it is done.</exception>
    public TrainedRun(string path)
    {
        folder = new RunFolder(path);
        Config = RunManifest.Read(folder).Config;
        Labels = LabelSet.Load(folder.Labels);
        Seeds = [.. Config.Seeds.Where(s => File.Exists(folder.Metrics(s)))];
        if (Seeds.Count == 0)
            throw new InputException($"{path}: no seed is trained to its end: go on with merclip train --resume {path}");
    }

    /// <summary>The settings of the run.</summary>
    public RunConfig Config { get; }

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
    /// <exception cref="InputException">A label cannot be read by the run's text encoder.</exception>
    public RunInputs Inputs(Corpus corpus, LabelSet labels, ModelSpec spec)
    {
        var (text, labelText) = RunInputs.Sources(Config);
        var labelTexts = labels.Labels.SelectMany(labels.Prompts).ToArray();
        var encoder = text.Reopen(folder.TextWords, corpus.All.Select(u => u.Text).Concat(labelTexts), spec.TunedWords);
        var labelEncoder = labelText == text ? encoder : labelText.Reopen(folder.LabelWords, labelTexts, 0);
        Require(text, encoder?.StepWidth, spec.Order.Contains(Modality.Text) ? spec.Widths[Modality.Text] : null);
        Require(labelText, labelEncoder?.Width, spec.LabelWidth);
        return new RunInputs(corpus, labels, Objective.For(labels, Config.Objective), spec.Order, encoder, labelEncoder);
    }

    /// <summary>Runs every seed's model on a split.</summary>
    /// <param name="corpus">The utterances.</param>
    /// <param name="labels">The labels to predict.</param>
    /// <param name="split">The split.</param>
    /// <returns>A table a seed.</returns>
    public IReadOnlyDictionary<int, PredictionTable> Evaluate(Corpus corpus, LabelSet labels, Split split)
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
            inputs ??= Inputs(corpus, labels, model.Spec); // the same for all seeds of a run
            tables[seed] = Predictions.Of(model, inputs.LabelInput(device), inputs, split);
        }
        return tables;
    }

    // Words come back from the run; the folder of a CLIP may hold another by now.
    static void Require(TextSource source, int? has, int? trained)
    {
        if (source.Kind == "clip" && has is { } width && trained is { } before && width != before)
            throw new InputException($"{source.Path} gives {width} features and the run was trained with {before}: "
                + "bring back the CLIP that it was trained with");
    }
}
