using MerClip.Data;
using MerClip.Encoders;
using MerClip.Evaluation;
using MerClip.Labels;
using MerClip.Prediction;
using MerClip.Training;
using static TorchSharp.torch;

namespace MerClip.Runs.Verification;

/// <summary>Checks that a run's numbers follow from its predictions, these from its weights, and that what it was made from is still
/// the same.</summary>
public sealed class RunVerification
{
    /// <summary>Weights give the same probabilities within this: another machine adds in another order.</summary>
    const double Near = 1e-4;

    readonly RunFolder folder;
    readonly RunManifest manifest;
    readonly TrainedRun run;

    /// <summary>Opens a run.</summary>
    /// <exception cref="InputException">It is no run, or no seed of it is done.</exception>
    public RunVerification(string path)
    {
        folder = new RunFolder(path);
        manifest = RunManifest.Read(folder);
        run = new TrainedRun(path);
    }

    /// <summary>Checks everything that needs no training. A check is made when it is asked for.</summary>
    public IEnumerable<Check> Checks()
    {
        int all = run.Config.Seeds.Count;
        yield return new Check("seeds", run.Seeds.Count == all ? CheckResult.Holds : CheckResult.Fails,
            $"{run.Seeds.Count} of {all} are trained to their end");
        foreach (int seed in run.Seeds) yield return Try($"seed {seed}, scores", () => Scores(seed));
        yield return Labels();
        yield return Versions();

        CorpusFile? file = null;
        yield return Try("data", () => Data(out file));
        if (file is null) yield break;
        yield return Try("summary", () => Summary(file.Corpus));
        yield return Try("encoders", () => Encoders(file.Corpus));
        yield return Try("weights", () => Weights(file.Corpus));
    }

    /// <summary>Trains again in a temporary folder and compares weights, predictions, metrics and summary to the byte.</summary>
    /// <param name="watcher">Told how training goes.</param>
    /// <param name="encoding">Told how encoding goes.</param>
    /// <param name="stop">Stops training.</param>
    /// <exception cref="InputException">What the run was made from is gone or another.</exception>
    public IReadOnlyList<Check> Rerun(ITrainingWatcher watcher, IEncodingWatcher? encoding = null, CancellationToken stop = default)
    {
        var temporary = Directory.CreateTempSubdirectory("merclip-verify-");
        try
        {
            var again = new RunFolder(Path.Combine(temporary.FullName, "run"));
            TrainingRun.Repeat(folder.Path, again.Path, encoding, stop).Run(watcher, stop);
            return [.. run.Seeds.SelectMany(s => new[]
                {
                    Same($"seed {s}, weights again", f => f.Model(s)),
                    Same($"seed {s}, predictions again", f => f.Predictions(s)),
                    Same($"seed {s}, metrics again", f => f.Metrics(s)),
                }).Append(Same("summary again", f => f.Summary))];

            Check Same(string what, Func<RunFolder, string> file) => Try(what, () =>
                InputFile.Sha256(file(folder)) == InputFile.Sha256(file(again))
                    ? (CheckResult.Holds, "the same to the byte")
                    : (CheckResult.Fails, $"training again gives another {Path.GetFileName(file(folder))}"));
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    static Check Try(string what, Func<(CheckResult Result, string Says)> check)
    {
        try
        {
            var (result, says) = check();
            return new Check(what, result, says);
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            return new Check(what, CheckResult.Fails, e.Message);
        }
    }

    (CheckResult, string) Scores(int seed)
    {
        var table = run.Saved(seed);
        return InputFile.Read(folder.Metrics(seed), File.ReadAllText) == MetricsFile.Text(table.Splits.ToDictionary(s => s, table.Score))
            ? (CheckResult.Holds, "metrics.json is what predictions.csv scores")
            : (CheckResult.Fails, "predictions.csv scores something else than metrics.json says: one of them was changed");
    }

    Check Labels()
    {
        string name = run.Config.Labels;
        if (!LabelSet.Shipped.Contains(name) && !File.Exists(name))
            return new Check("labels", CheckResult.Remark, $"{name} is gone; the run has its own copy");
        return Try("labels", () => LabelSetFile.Write(LabelSet.Load(name)) == LabelSetFile.Write(run.Labels)
            ? (CheckResult.Holds, $"{name} is as it was")
            : (CheckResult.Fails, $"{name} is another label set now than the run's labels.json"));
    }

    Check Versions()
    {
        string[] differing = [.. Machine.Versions.Where(v => manifest.Versions.GetValueOrDefault(v.Key) != v.Value)
            .Select(v => $"{v.Key} {manifest.Versions.GetValueOrDefault(v.Key, "unknown")} is now {v.Value}")];
        return differing.Length == 0
            ? new Check("versions", CheckResult.Holds, "as they were")
            : new Check("versions", CheckResult.Remark, string.Join(", ", differing) + "; numbers may differ, --rerun tells");
    }

    (CheckResult, string) Data(out CorpusFile? file)
    {
        file = null;
        var read = CorpusReader.Read(run.Config.Data);
        if (read.Sha256 != manifest.DataSha256)
            return (CheckResult.Fails, $"{run.Config.Data} is another file now: its SHA-256 is {read.Sha256}, it was {manifest.DataSha256}");
        file = read;
        return (CheckResult.Holds, $"SHA-256 {read.Sha256[..12]}… as it was");
    }

    (CheckResult, string) Summary(Corpus corpus)
    {
        if (run.Seeds.Count < run.Config.Seeds.Count) return (CheckResult.Fails, "not all seeds are trained");
        var split = corpus[Split.Test].Count > 0 ? Split.Test : Split.Valid;
        var tables = run.Seeds.ToDictionary(s => s, run.Saved);
        var floors = tables.Values.First().Floors(split, Objective.For(run.Labels, run.Config.Objective).Truth(corpus, Split.Train));
        string again = SeedSummary.Of(split, tables.ToDictionary(t => t.Key, t => t.Value.Score(split)), floors).Text();
        return InputFile.Read(folder.Summary, File.ReadAllText) == again
            ? (CheckResult.Holds, "summary.json follows from the predictions and the data")
            : (CheckResult.Fails, "summary.json is not what the predictions and the data give");
    }

    (CheckResult, string) Encoders(Corpus corpus)
    {
        using var model = run.Model(run.Seeds[0], CPU);
        var now = RunEncoders.Reopen(manifest, folder, corpus, run.Labels, model.Spec);
        return (CheckResult.Holds, now.Identities.Count == 0
            ? "features of the data, or word vectors that the run keeps"
            : string.Join(", ", now.Identities.Keys) + " as they were");
    }

    (CheckResult, string) Weights(Corpus corpus)
    {
        var split = corpus[Split.Test].Count > 0 ? Split.Test : Split.Valid;
        double most = 0;
        foreach (var (seed, table) in run.Evaluate(corpus, run.Labels, split))
        {
            var saved = run.Saved(seed)[split];
            if (!saved.Select(r => (r.Id, r.Truth)).SequenceEqual(table[split].Select(r => (r.Id, r.Truth))))
                return (CheckResult.Fails, $"seed {seed}: predictions.csv lists other utterances, or other truth, than the data");
            most = Math.Max(most, saved.Zip(table[split], (a, b) => a.Probabilities.Zip(b.Probabilities, (p, q) => Math.Abs(p - q)).Max()).Max());
            if (most <= Near && saved.Zip(table[split]).Any(p => Apart(p.First.Prediction, p.Second.Prediction)))
                return (CheckResult.Fails, $"seed {seed}: predictions.csv has predictions that its own probabilities do not give");
        }
        return most <= Near
            ? (CheckResult.Holds, most == 0 ? "they predict the same again" : $"they predict the same again within {most:0.0e+0}")
            : (CheckResult.Fails, $"they predict otherwise than predictions.csv says, by up to {most:0.0e+0} of probability");
    }

    /// <summary>Whether predictions are further from each other than rounding has it; names of labels if they differ at all.</summary>
    static bool Apart(string a, string b) => PredictionCell.Number(a) is { } x && PredictionCell.Number(b) is { } y
        ? Math.Abs(x - y) > 100 * Near
        : a != b;
}
