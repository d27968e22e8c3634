using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MerClip.Data;
using MerClip.Encoders.Clip;
using MerClip.Evaluation;
using MerClip.Evaluation.Statistics;
using MerClip.Labels;
using MerClip.Runs;
using MerClip.Sample;
using MerClip.Training;

namespace MerClip.Studies;

/// <summary>
/// A corpus and settings to start from: what a notebook trains and compares variations of. Runs are kept in a folder and named by
/// their settings, so that a cell that is run again opens what it has trained, and one that was interrupted goes on.
/// </summary>
public sealed class Study
{
    const string DataVariable = "MERCLIP_DATA", WordsVariable = "MERCLIP_WORDS", RunsVariable = "MERCLIP_RUNS";

    Study(string folder, CorpusFile file, RunConfig config) => (Folder, File, Config) = (folder, file, config);

    /// <summary>Where runs are kept.</summary>
    public string Folder { get; }

    /// <summary>The data file, or the table beside recordings, with what it was recognised as.</summary>
    public CorpusFile File { get; }

    /// <summary>The utterances.</summary>
    public Corpus Corpus => File.Corpus;

    /// <summary>The settings that variations start from.</summary>
    public RunConfig Config { get; }

    /// <summary>Whether the utterances are made up, by the kit.</summary>
    public bool IsMadeUp { get; private init; }

    /// <summary>Opens data.</summary>
    /// <param name="data">A data file, or a folder with <c>label.csv</c>; null takes the file that the variable <c>MERCLIP_DATA</c> names
    /// (<c>merclip notebooks --data</c> sets it), or else a corpus that the kit makes up.</param>
    /// <param name="words">A file of word vectors, which texts and labels are read with; null takes that in <c>MERCLIP_WORDS</c>, or
    /// else the small CLIP that comes with the kit, which knows the words of the made-up corpus and hardly any others.</param>
    /// <param name="device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
    /// <param name="folder">Where to keep runs; null takes that in <c>MERCLIP_RUNS</c>, or else <c>runs</c>.</param>
    /// <exception cref="InputException">The data cannot be read.</exception>
    public static Study Open(string? data = null, string? words = null, string device = "auto", string? folder = null)
    {
        data ??= Variable(DataVariable);
        words ??= data is null ? null : Variable(WordsVariable);
        folder = Path.GetFullPath(folder ?? Variable(RunsVariable) ?? "runs");
        var file = CorpusReader.Read(data ?? MadeUp(folder));
        bool recorded = file.Corpus.All.Any(u => u.Media is not null);
        string clip = ClipFolder.ShippedSource;
        return new Study(folder, file, new RunConfig
        {
            Data = file.Path,
            Text = words is null ? clip : $"words:{words}",
            Vision = recorded ? clip : "features",
            Audio = recorded ? "mel" : "features",
            Device = device,
            Training = new TrainingOptions { Epochs = data is null ? 8 : 16, Patience = 16 },
        }) { IsMadeUp = data is null };
    }

    /// <summary>Trains a variation, or opens it if it is trained already.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="change">What is different from <see cref="Config"/>; null trains that.</param>
    /// <param name="watcher">Shown how it goes; null shows a line.</param>
    /// <param name="stop">Stops between two steps; the next call goes on.</param>
    /// <exception cref="InputException">A setting is wrong, or does not fit the data.</exception>
    public TrainedRun Train(string name, Func<RunConfig, RunConfig>? change = null, ITrainingWatcher? watcher = null,
        CancellationToken stop = default)
    {
        var config = change?.Invoke(Config) ?? Config;
        var folder = new RunFolder(PathOf(name, config));
        watcher ??= new TrainingLine(name, config);
        if (System.IO.File.Exists(folder.Summary))
        {
            var trained = new TrainedRun(folder.Path);
            foreach (int seed in trained.Seeds) watcher.SeedStarted(seed, TrainingState.Of(trained.History(seed)));
            return trained;
        }
        var run = System.IO.File.Exists(folder.Manifest)
            ? TrainingRun.Resume(folder.Path, stop: stop)
            : TrainingRun.Create(config, folder.Path, $"study: {name}", stop: stop);
        run.Run(watcher, stop);
        return new TrainedRun(folder.Path);
    }

    /// <summary>Whether variations differ by more than chance, on the test split.</summary>
    /// <param name="runs">The variations by name; the others are compared with the first.</param>
    /// <param name="metrics">The metrics, by their names in metrics.json.</param>
    /// <param name="by">What is drawn again: utterances, or speakers where there are many.</param>
    /// <exception cref="InputException">There is no such metric.</exception>
    public static RunComparison Compare(IReadOnlyList<(string Name, TrainedRun Run)> runs, IReadOnlyList<string> metrics,
        SamplingUnit by = SamplingUnit.Utterance) =>
        RunComparison.Of([.. runs.Select(r => KeyValuePair.Create(r.Name,
            (IReadOnlyDictionary<int, PredictionTable>)r.Run.Seeds.ToDictionary(s => s, r.Run.Saved)))], Split.Test, by, metrics);

    /// <summary>Asks a trained model for other labels, without training.</summary>
    /// <param name="run">The model, each seed of it.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="split">The split to predict.</param>
    /// <exception cref="InputException">A label cannot be read, or the model knows no labels but its own.</exception>
    public EvaluatedRun Evaluate(TrainedRun run, LabelSet labels, Split split = Split.Test)
    {
        var tables = run.Evaluate(Corpus, labels, split);
        return new EvaluatedRun(labels, tables, run.Score(tables, labels, split, Corpus));
    }

    /// <summary>What the frozen text encoder says of a label set, before anything is trained.</summary>
    /// <param name="labels">The labels, C.</param>
    /// <returns>The set with its features, <c>[C, W]</c>, on the CPU.</returns>
    /// <exception cref="InputException">No word of a label is known to it.</exception>
    public LabelInput Embed(LabelSet labels)
    {
        var nobody = new Corpus(new Dictionary<Split, IReadOnlyList<Utterance>>());
        return RunInputs.Embed(labels, RunEncoders.ForTraining(Config, nobody, labels).LabelText, TorchSharp.torch.CPU);
    }

    /// <summary>Forgets a variation, so that the next call of <see cref="Train"/> trains it anew.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="change">What is different from <see cref="Config"/>; null forgets that.</param>
    public void Forget(string name, Func<RunConfig, RunConfig>? change = null)
    {
        string path = PathOf(name, change?.Invoke(Config) ?? Config);
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }

    /// <summary>Where a variation is kept: its name and a hash of the data and of everything that decides it.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="config">Its settings.</param>
    public string PathOf(string name, RunConfig config)
    {
        string labels = LabelSetFile.Write(LabelSet.Load(config.Labels));
        string settings = JsonSerializer.Serialize(config with { Data = File.Sha256, Labels = labels, Cache = null }, ConfigFile.Json);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings)))[..8];
        string plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
        return Path.Combine(Folder, $"{plain}-{hash}");
    }

    /// <summary>Writes a label set to a file, so that a config can name it.</summary>
    /// <param name="labels">The set.</param>
    /// <returns>The file.</returns>
    /// <exception cref="InputException">The set is not a valid one.</exception>
    public string Keep(LabelSet labels)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "labels")).FullName, $"{labels.Name}.json");
        AtomicFile.WriteText(path, LabelSetFile.Write(labels.Validated(labels.Name)));
        return path;
    }

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    // Two thirds of the default corpus: small enough for a laptop to make, encode and train on in half a minute.
    static string MadeUp(string folder)
    {
        var options = new SampleOptions { Utterances = 600, Speakers = 30, Frames = 3 };
        string path = Path.Combine(folder, "made-up");
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(folder);
            SampleFiles.Write(new SampleCorpus(options), path);
        }
        return path;
    }
}
