using System.Text.Json;
using MerClip.Charts;
using MerClip.Data;
using MerClip.Encoders;
using MerClip.Evaluation;
using MerClip.Evaluation.Statistics;
using MerClip.Explain;
using MerClip.Robustness;
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
    /// <param name="watcher">Told how encoding goes, where the run's data are not encoded yet.</param>
    /// <param name="explain">Of how many utterances to explain the prediction: those with the largest errors and some of the
    /// others.</param>
    /// <exception cref="InputException">It is no run, or not trained to its end.</exception>
    public ReportRun Read(string path, string? name = null, IEncodingWatcher? watcher = null, int explain = 0)
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
        IReadOnlyDictionary<string, Explanation> explanations = new Dictionary<string, Explanation>();
        try
        {
            var corpus = DataOf(manifest).Corpus.Only(summary.Split);
            texts = corpus.All.ToDictionary(u => u.Id, u => u.Text);
            space = SpaceOf(run, seed, corpus, saved[summary.Split], watcher);
            if (explain > 0)
                explanations = Explain(run, seed, DataOf(manifest).Corpus,
                    ExplainedRows.Choose(Outcome.Of(saved, summary.Split, run.Labels, texts), explain), watcher);
        }
        catch (InputException e)
        {
            missing = e.Message;
        }
        return new ReportRun
        {
            Name = name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))),
            Summary = summary,
            Intervals = IntervalsOf(run, summary.Split),
            Labels = run.Labels,
            Histories = run.Seeds.ToDictionary(s => s, run.History),
            Seed = seed,
            Outcomes = Outcome.Of(saved, summary.Split, run.Labels, texts),
            Space = space,
            Missing = missing,
            Explanations = explanations,
            Robustness = RobustnessResults.Read(folder),
            Origin = OriginOf(manifest),
            Settings = SettingsOf(manifest.Config),
        };
    }

    static IReadOnlyDictionary<string, RunScore> IntervalsOf(TrainedRun run, Split split)
    {
        IReadOnlyDictionary<int, PredictionTable> tables = run.Seeds.ToDictionary(s => s, run.Saved);
        var sample = new RunSample("the run", tables, split, SamplingUnit.Utterance);
        return RunComparison.Of([KeyValuePair.Create(sample.Name, tables)], split, SamplingUnit.Utterance, sample.Metrics).Scores[sample.Name];
    }

    /// <summary>Explains some utterances; of the others only those of training are encoded.</summary>
    static Dictionary<string, Explanation> Explain(
        TrainedRun run, int seed, Corpus corpus, IReadOnlyList<string> ids, IEncodingWatcher? watcher)
    {
        var wanted = ids.ToHashSet();
        var some = new Corpus(new Dictionary<Split, IReadOnlyList<Utterance>>
        {
            [Split.Train] = corpus[Split.Train],
            [Split.Test] = [.. corpus.All.Where(u => wanted.Contains(u.Id)).DistinctBy(u => u.Id)],
        }, corpus.Emotions);
        using var explainer = new Explainer(run, some, seed, watcher: watcher);
        return ids.ToDictionary(id => id, id => explainer.Explain(id));
    }

    CorpusFile DataOf(RunManifest manifest)
    {
        string path = manifest.Config.Data;
        if (!files.TryGetValue(path, out var file)) files[path] = file = CorpusReader.Read(path);
        return file.Sha256 == manifest.DataSha256
            ? file
            : throw new InputException($"{path} is another file now than when the run was made: bring that file back");
    }

    static EmbeddingSpace SpaceOf(
        TrainedRun run, int seed, Corpus corpus, IReadOnlyList<PredictionRow> saved, IEncodingWatcher? watcher)
    {
        using var scope = NewDisposeScope();
        var device = Machine.DeviceFor(run.Config.Device);
        using var model = run.Model(seed, device);
        var inputs = run.Inputs(corpus, run.Labels, model.Spec, watcher);
        var examples = inputs.Examples(saved[0].Split, needTruth: false);
        var labels = inputs.LabelInput(device);
        if (!AsSaved(Predictions.Probabilities(model, labels, inputs, examples), examples, saved))
            throw new InputException("the model predicts otherwise now than when the run was made: a recording, or whatever "
                + "else it read then, is missing or changed; bring it back");
        var (fused, embeddings) = model.Represent(examples, labels);
        return EmbeddingSpace.Of(fused, embeddings);
    }

    /// <summary>Whether predictions are those that the run saved, but for what another device rounds otherwise.</summary>
    static bool AsSaved(float[][] probabilities, IReadOnlyList<Example> examples, IReadOnlyList<PredictionRow> saved) =>
        examples.Count == saved.Count && saved.Index().All(row => row.Item.Id == examples[row.Index].Utterance.Id
            && row.Item.Probabilities.Zip(probabilities[row.Index]).All(p => Math.Abs(p.First - p.Second) < 0.01));

    static Dictionary<string, string> OriginOf(RunManifest manifest) => new(manifest.Versions.Concat(manifest.Machine))
    {
        ["command"] = manifest.Command,
        ["data"] = manifest.Config.Data,
        ["data SHA-256"] = manifest.DataSha256,
    };

    static Dictionary<string, string> SettingsOf(RunConfig config) =>
        Flat(JsonSerializer.SerializeToElement(config, ConfigFile.Json), "").ToDictionary();

    static IEnumerable<KeyValuePair<string, string>> Flat(JsonElement element, string key) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject()
                .SelectMany(p => Flat(p.Value, key.Length == 0 ? p.Name : $"{key}.{p.Name}")),
            JsonValueKind.Array => [new(key, string.Join(',', element.EnumerateArray()))],
            _ => [new(key, element.ToString())],
        };
}
