using MerClip.Data;
using MerClip.Encoders;
using MerClip.Encoders.Clip;
using MerClip.Encoders.Words;
using MerClip.Evaluation;
using MerClip.Labels;
using MerClip.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MerClip.Runs;

/// <summary>
/// Trains every seed of a config and writes the run folder. Files appear whole or not at all, and a run that was stopped in
/// whatever way goes on after its last whole epoch with the same numbers. The test split is read once a seed, after
/// its epoch has been chosen on validation.
/// </summary>
public sealed class TrainingRun
{
    readonly RunFolder folder;
    readonly CorpusFile file;
    readonly RunInputs inputs;
    RunManifest manifest;

    TrainingRun(RunFolder folder, RunManifest manifest, CorpusFile file, RunInputs inputs) =>
        (this.folder, this.manifest, this.file, this.inputs) = (folder, manifest, file, inputs);

    /// <summary>The settings.</summary>
    public RunConfig Config => manifest.Config;

    /// <summary>What is trained with.</summary>
    public RunInputs Inputs => inputs;

    /// <summary>All transcripts of the data.</summary>
    public IEnumerable<string> Texts => file.Corpus.All.Select(u => u.Text);

    /// <summary>Prepares a new run.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="path">The folder to make.</param>
    /// <param name="command">The command line, for the record.</param>
    /// <param name="watcher">Told how encoding goes.</param>
    /// <param name="stop">Stops encoding; what is encoded stays in the cache.</param>
    /// <exception cref="InputException">The folder holds a run, or the settings and the data do not fit.</exception>
    public static TrainingRun Create(RunConfig config, string path, string command,
        IEncodingWatcher? watcher = null, CancellationToken stop = default)
    {
        var folder = new RunFolder(path);
        if (File.Exists(folder.Manifest))
            throw new InputException($"{path} holds a run already: resume it with --resume {path}, or choose another --out");
        config.Training.Validate();
        if (config.Seeds.Count == 0 || config.Seeds.Distinct().Count() != config.Seeds.Count)
            throw new InputException("seeds: give at least one, and none twice");
        if (config.Data.Length == 0) throw new InputException("no data: give --data PATH");
        var file = CorpusReader.Read(config.Data);
        var inputs = RunInputs.ForTraining(config, file.Corpus, watcher, stop);
        set_num_threads(config.Training.Threads);
        var manifest = new RunManifest
        {
            Command = command,
            Config = config with
            {
                Data = Path.GetFullPath(config.Data),
                Text = Absolute(config.Text),
                LabelText = config.LabelText is null ? null : Absolute(config.LabelText),
                Audio = Absolute(config.Audio),
                Vision = Absolute(config.Vision),
                Cache = config.Cache is null ? null : Path.GetFullPath(config.Cache),
                Labels = LabelSet.Shipped.Contains(config.Labels) ? config.Labels : Path.GetFullPath(config.Labels),
                Order = string.Join(',', inputs.Order).ToLowerInvariant(),
            },
            DataSha256 = file.Sha256,
            Encoders = inputs.Encoders.Identities,
            Versions = Machine.Versions,
            Machine = Machine.Describe(Machine.DeviceFor(config.Device)),
        };
        return new TrainingRun(folder, manifest, file, inputs);
    }

    /// <summary>Prepares to go on with a run.</summary>
    /// <param name="path">The run folder.</param>
    /// <param name="watcher">Told how encoding goes.</param>
    /// <param name="stop">Stops encoding; what is encoded stays in the cache.</param>
    /// <exception cref="InputException">There is no run, or its data file, or a CLIP, is another now.</exception>
    public static TrainingRun Resume(string path, IEncodingWatcher? watcher = null, CancellationToken stop = default)
    {
        var folder = new RunFolder(path);
        var manifest = RunManifest.Read(folder);
        var file = CorpusReader.Read(manifest.Config.Data);
        if (file.Sha256 != manifest.DataSha256)
            throw new InputException($"{manifest.Config.Data} is not the file that {path} was started with "
                + "(its SHA-256 is another): bring that file back, or start a new run");
        var inputs = RunInputs.ForTraining(AsKept(manifest.Config, folder), file.Corpus, watcher, stop);
        inputs.Encoders.Require(manifest.Encoders);
        return new TrainingRun(folder, manifest, file, inputs);
    }

    /// <summary>Trains what is not trained yet, and writes the summary.</summary>
    /// <param name="watcher">Told what happens.</param>
    /// <param name="stop">Stops between two steps and leaves a run that can be resumed.</param>
    /// <returns>The metrics on the test split over the seeds, or on valid if the data has no test split.</returns>
    public SeedSummary Run(ITrainingWatcher watcher, CancellationToken stop = default)
    {
        Directory.CreateDirectory(folder.Path);
        using var mine = Lock();
        set_num_threads(Config.Training.Threads);
        manifest = manifest with { Status = RunStatus.Running, Error = null };
        manifest.Write(folder);
        AtomicFile.WriteText(folder.Labels, LabelSetFile.Write(inputs.Labels));
        var encoders = inputs.Encoders;
        (encoders.Text as WordTextEncoder)?.Save(folder.TextWords);
        if (encoders.LabelText is WordTextEncoder words && words != encoders.Text) words.Save(folder.LabelWords);
        try
        {
            foreach (int seed in Config.Seeds)
                if (!File.Exists(folder.Metrics(seed))) TrainSeed(seed, watcher, stop);
            var summary = Summarise();
            manifest = manifest with { Status = RunStatus.Done, Finished = DateTime.UtcNow };
            manifest.Write(folder);
            return summary;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            manifest = manifest with { Status = RunStatus.Failed, Error = e.Message, Finished = DateTime.UtcNow };
            manifest.Write(folder);
            throw;
        }
    }

    /// <summary>A config that reads labels and word vectors from the run, which has what it needs of them: the files that they
    /// came from may have changed, or gone.</summary>
    static RunConfig AsKept(RunConfig config, RunFolder folder) => config with
    {
        Labels = File.Exists(folder.Labels) ? folder.Labels : config.Labels,
        Text = File.Exists(folder.TextWords) ? $"words:{folder.TextWords}" : config.Text,
        LabelText = File.Exists(folder.LabelWords) ? $"words:{folder.LabelWords}"
            : config.LabelText == config.Text ? null : config.LabelText,
    };

    static string Absolute(string source) =>
        source.Split(':', 2) is ["words" or "clip", var path] parts && source != ClipFolder.ShippedSource ? $"{parts[0]}:{Path.GetFullPath(path)}" : source;

    void TrainSeed(int seed, ITrainingWatcher watcher, CancellationToken stop)
    {
        using var scope = NewDisposeScope();
        var device = Machine.DeviceFor(Config.Device);
        random.manual_seed(seed);
        using var model = new MerClipModel(inputs.SpecFor(Config.Model, seed));
        foreach (var (modality, clip) in inputs.Encoders.Tuned) model.Adopt(modality, clip.Model);
        model.to(device);
        var labels = inputs.LabelInput(device);
        using var trainer = new Trainer(model, inputs.Objective, labels, Drawn(inputs.Examples(Split.Train), seed),
            inputs.Examples(Split.Valid), Config.Training, seed);
        if (File.Exists(folder.State(seed))) trainer.Restore(folder.State(seed));

        watcher.SeedStarted(seed, trainer.State);
        while (!trainer.Finished)
        {
            var record = trainer.Epoch(share => watcher.Progressed(seed, share), stop);
            trainer.Save(folder.State(seed));
            HistoryFile.Write(folder.History(seed), trainer.State.History);
            watcher.EpochEnded(seed, record, trainer.State);
        }
        HistoryFile.Write(folder.History(seed), trainer.State.History); // a run killed between the state and the history lacks a line

        trainer.UseBest();
        model.Save(folder.Model(seed));
        var table = Predictions.Of(model, labels, inputs, Split.Valid, Split.Test);
        table.Write(folder.Predictions(seed));
        MetricsFile.Write(folder.Metrics(seed), table.Splits.ToDictionary(s => s, table.Score));
    }

    IReadOnlyList<Example> Drawn(IReadOnlyList<Example> train, int seed)
    {
        if (Config.Training.Share == 1) return train;
        var drawn = train.ToArray();
        new Random(seed).Shuffle(drawn);
        return drawn[..Math.Max(1, (int)Math.Round(Config.Training.Share * drawn.Length))];
    }

    SeedSummary Summarise()
    {
        var tables = Config.Seeds.ToDictionary(s => s,
            s => PredictionTable.Read(folder.Predictions(s), inputs.Labels.Kind));
        var split = file.Corpus[Split.Test].Count > 0 ? Split.Test : Split.Valid;
        var floors = tables.Values.First().Floors(split, inputs.Objective.Truth(file.Corpus, Split.Train));
        var summary = SeedSummary.Of(split, tables.ToDictionary(t => t.Key, t => t.Value.Score(split)), floors);
        summary.Write(folder.Summary);
        return summary;
    }

    FileStream Lock()
    {
        try
        {
            return new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose);
        }
        catch (IOException e)
        {
            throw new InputException($"{folder.Path} is being trained by another process: wait for it, or stop it", e);
        }
    }
}
