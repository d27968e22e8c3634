using MerClip.Data;
using MerClip.Encoders;
using MerClip.Evaluation;
using MerClip.Labels;
using MerClip.Runs;
using static TorchSharp.torch;

namespace MerClip.Robustness;

/// <summary>
/// Measures how the models of a run, trained already, fare when their inputs are damaged: each damage at each rate with each seed.
/// What recordings and transcripts lose is lost before encoders read them; nothing damaged is kept in a cache.
/// </summary>
public sealed class RobustnessGrid : IDisposable
{
    readonly Dictionary<int, MerClipModel> models = [];
    readonly RunInputs inputs;
    readonly LabelInput labels;
    readonly Split split;
    readonly RobustnessResults nothing;

    /// <summary>Opens a run.</summary>
    /// <param name="path">The run folder.</param>
    /// <param name="data">The utterances: those of training or others.</param>
    /// <param name="split">The split to damage.</param>
    /// <param name="training">The data of training, from whose truth the constant predictions are taken.</param>
    /// <param name="watcher">Told how encoding the clean inputs goes.</param>
    /// <exception cref="InputException">It is no run, or the split is empty.</exception>
    public RobustnessGrid(string path, CorpusFile data, Split split, Corpus training, IEncodingWatcher? watcher = null)
    {
        this.split = split;
        var run = new TrainedRun(path);
        if (data.Corpus[split].Count == 0)
            throw new InputException($"the data has no utterance in the split {split.ToString().ToLowerInvariant()}");
        var device = Machine.DeviceFor(run.Config.Device);
        foreach (int seed in run.Seeds) models[seed] = run.Model(seed, device);
        inputs = run.Inputs(data.Corpus.Only(split), run.Labels, models[run.Seeds[0]].Spec, watcher); // the same for all seeds of a run
        labels = inputs.LabelInput(device);
        Clean = new CleanInputs(inputs, split, data.Corpus);
        var floors = Table(models[run.Seeds[0]], new Damaged(Clean.Examples)).Floors(split, inputs.Objective.Truth(training, Split.Train));
        var hashes = run.Seeds.ToDictionary(s => s, s => InputFile.Sha256(new RunFolder(path).Model(s)));
        nothing = new RobustnessResults(split, Clean.Examples.Count, data.Sha256, hashes, floors.Cards.Values.First().Scores.Keys
            .Where(m => floors.Best(m) is not null).ToDictionary(m => m, m => floors.Best(m)!), []);
    }

    /// <summary>The inputs as they are.</summary>
    public CleanInputs Clean { get; }

    /// <summary>Measures what is not measured yet.</summary>
    /// <param name="damages">What to do to the inputs.</param>
    /// <param name="rates">How much of it, each in (0, 1]; clean inputs are always measured.</param>
    /// <param name="seeds">What it is drawn with, each from 1.</param>
    /// <param name="known">What has been measured before; null for nothing.</param>
    /// <param name="measured">Given the results so far, and the share that is done, whenever there are more.</param>
    /// <param name="stop">Stops between two measurements.</param>
    /// <exception cref="InputException">A damage does nothing to these inputs, or what is known is of other models or data.</exception>
    public RobustnessResults Measure(IReadOnlyList<Damage> damages, IReadOnlyList<double> rates, IReadOnlyList<int> seeds,
        RobustnessResults? known = null, Action<RobustnessResults, double>? measured = null, CancellationToken stop = default)
    {
        foreach (var damage in damages)
            if (damage.Reaches(Clean).Count == 0)
                throw new InputException($"damage {damage.Name} does nothing to this run, which reads {Describe()}: leave it out");
        if (known is not null && !IsOfThese(known))
            throw new InputException("what was measured before is of other models, data or another split: give another --out, or delete "
                + "robustness.json");
        var results = known ?? nothing;
        var there = results.Cells.Select(c => c.Key).ToHashSet();
        (string Name, double Rate, int Seed, Damage? Damage)[] steps = [(RobustnessCell.Clean, 0, 0, null),
            .. damages.SelectMany(d => rates.SelectMany(r => seeds.Select(s => (d.Name, r, s, (Damage?)d))))];
        foreach (var (i, step) in steps.Index())
        {
            stop.ThrowIfCancellationRequested();
            int[] missing = [.. models.Keys.Where(m => !there.Contains((step.Name, step.Rate, step.Seed, m)))];
            if (missing.Length == 0) continue;
            var damaged = step.Damage?.Apply(Clean, step.Rate, step.Seed, stop) ?? new Damaged(Clean.Examples);
            results = results with
            {
                Cells = [.. results.Cells, .. missing.Select(m => new RobustnessCell(step.Name, step.Rate, step.Seed, m,
                    Table(models[m], damaged).Score(split).Scores))],
            };
            measured?.Invoke(results, (i + 1.0) / steps.Length);
        }
        return results;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in models.Values) model.Dispose();
        labels.Features.Dispose();
    }

    bool IsOfThese(RobustnessResults known) => known.Split == split && known.DataSha256 == nothing.DataSha256
        && known.Models.OrderBy(m => m.Key).SequenceEqual(nothing.Models.OrderBy(m => m.Key));

    string Describe() => string.Join(", ", Clean.Order.Select(m =>
        m == Modality.Text && Clean.HasTranscripts ? "transcripts" : m.ToString().ToLowerInvariant()));

    PredictionTable Table(MerClipModel model, Damaged damaged)
    {
        using var scope = NewDisposeScope();
        float[][] probabilities = Predictions.Probabilities(model, labels, inputs, damaged.Examples);
        if (damaged.Reversed is { } reversed)
        {
            float[][] other = Predictions.Probabilities(model, labels, inputs, damaged.Examples, [.. model.Spec.Order.Reverse()]);
            probabilities = [.. probabilities.Select((p, i) => reversed[i] ? other[i] : p)];
        }
        return Predictions.Of(inputs, split, damaged.Examples, probabilities);
    }
}
