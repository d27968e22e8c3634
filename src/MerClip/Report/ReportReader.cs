using System.Text.Json;
using MerClip.Charts;
using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Runs;
using static TorchSharp.torch;

namespace MerClip.Report;

/// <summary>Reads runs for a report. A data file that several runs share is read once.</summary>
public sealed class ReportReader
{
    readonly Dictionary<string, CorpusFile> files = [];

    /// <summary>Reads a run: metrics of all its seeds, predictions and embeddings of its first seed.</summary>
    /// <param name="path">The run folder.</param>
    /// <param name="name">What to call it; null takes the folder's name.</param>
    /// <exception cref="InputException">It is no run, or not trained to its end.</exception>
    public ReportRun Read(string path, string? name = null)
    {
        var folder = new RunFolder(path);
        var run = new TrainedRun(path);
        var manifest = RunManifest.Read(folder);
        if (!File.Exists(folder.Summary))
            throw new InputException($"{path} is not trained to its end: go on with merclip train --resume {path}");
        var summary = run.Summary;
        int seed = run.Seeds[0];
        var saved = run.Saved(seed);

        string? missing = null;
        EmbeddingSpace? space = null;
        Dictionary<string, string> texts = [];
        try
        {
            var corpus = Part(DataOf(manifest), summary.Split);
            texts = corpus.All.ToDictionary(u => u.Id, u => u.Text);
            space = SpaceOf(run, seed, corpus, summary.Split, saved);
        }
        catch (InputException e)
        {
            missing = e.Message;
        }
        return new ReportRun
        {
            Name = name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))),
            Summary = summary,
            Labels = run.Labels,
            Histories = run.Seeds.ToDictionary(s => s, run.History),
            Seed = seed,
            Outcomes = Outcome.Of(saved, summary.Split, run.Labels, texts),
            Space = space,
            Missing = missing,
            Origin = OriginOf(manifest),
            Settings = SettingsOf(manifest.Config),
        };
    }

    CorpusFile DataOf(RunManifest manifest)
    {
        string path = manifest.Config.Data;
        if (!files.TryGetValue(path, out var file)) files[path] = file = CorpusReader.Read(path);
        return file.Sha256 == manifest.DataSha256
            ? file
            : throw new InputException($"{path} is another file now than when the run was made: bring that file back");
    }

    /// <summary>Only the split that is shown: encoders then read no more than that.</summary>
    static Corpus Part(CorpusFile file, Split split) =>
        new(new Dictionary<Split, IReadOnlyList<Utterance>> { [split] = file.Corpus[split] }, file.Corpus.Emotions);

    static EmbeddingSpace SpaceOf(TrainedRun run, int seed, Corpus corpus, Split split, PredictionTable saved)
    {
        if (!corpus[split].Select(u => u.Id).SequenceEqual(saved[split].Select(r => r.Id)))
            throw new InputException("the data and the run's predictions.csv list other utterances: evaluate the run again");
        using var scope = NewDisposeScope();
        var device = Machine.DeviceFor(run.Config.Device);
        using var model = run.Model(seed, device);
        var inputs = run.Inputs(corpus, run.Labels, model.Spec);
        var (fused, labels) = model.Represent(inputs.Examples(split, needTruth: false), inputs.LabelInput(device));
        return EmbeddingSpace.Of(fused, labels);
    }

    static Dictionary<string, string> OriginOf(RunManifest manifest) => new(manifest.Versions.Concat(manifest.Machine))
    {
        ["command"] = manifest.Command,
        ["data"] = manifest.Config.Data,
        ["data SHA-256"] = manifest.DataSha256,
    };

    static Dictionary<string, string> SettingsOf(RunConfig config) =>
        Flat(JsonSerializer.SerializeToElement(config, ConfigFile.Json), "").ToDictionary();

    static IEnumerable<KeyValuePair<string, string>> Flat(JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(p => Flat(p.Value, key.Length == 0 ? p.Name : $"{key}.{p.Name}"))
            : [new(key, element.ValueKind == JsonValueKind.Array ? string.Join(',', element.EnumerateArray()) : element.ToString())];
}
