using MerClip.Data;
using MerClip.Encoders;
using MerClip.Labels;
using MerClip.Runs;
using static TorchSharp.torch;

namespace MerClip.Explain;

/// <summary>
/// Explains predictions of a trained run:
/// <code>
/// using var explainer = new Explainer(new TrainedRun("runs/first"), CorpusReader.Read("data.pkl").Corpus);
/// var explanation = explainer.Explain("video$_$3");
/// </code>
/// </summary>
public sealed class Explainer : IDisposable
{
    readonly MerClipModel model;
    readonly RunInputs inputs;
    readonly LabelInput labels;
    readonly Corpus corpus;
    readonly Neighbours neighbours;
    readonly int seed, count;

    /// <summary>Opens a model of a run and reads utterances with its encoders.</summary>
    /// <param name="run">The run.</param>
    /// <param name="corpus">The utterances to explain; those of its train split are the neighbours to look among.</param>
    /// <param name="seed">Whose model; null takes the run's first.</param>
    /// <param name="labels">The labels to predict; null takes those of training.</param>
    /// <param name="neighbours">How many utterances of training to show; 0 reads none of them for that.</param>
    /// <param name="watcher">Told how encoding goes.</param>
    /// <exception cref="InputException">The run has no such seed, or what its encoders need is gone.</exception>
    public Explainer(TrainedRun run, Corpus corpus, int? seed = null, LabelSet? labels = null, int neighbours = 5,
        IEncodingWatcher? watcher = null)
    {
        (this.corpus, this.seed, count) = (corpus, seed ?? run.Seeds[0], neighbours);
        if (!run.Seeds.Contains(this.seed))
            throw new InputException($"the run has no seed {seed}: use one of {string.Join(", ", run.Seeds)}");
        using var scope = NewDisposeScope();
        var device = Machine.DeviceFor(run.Config.Device);
        model = run.Model(this.seed, device);
        inputs = run.Inputs(corpus, labels ?? run.Labels, model.Spec, watcher);
        this.labels = inputs.LabelInput(device);
        this.labels.Features.DetachFromDisposeScope();
        this.neighbours = new Neighbours(model, this.labels,
            neighbours > 0 ? inputs.Examples(Split.Train, needTruth: false) : [], Truth);
    }

    /// <summary>Explains one prediction.</summary>
    /// <param name="id">The utterance's id.</param>
    /// <param name="label">Explains how much this label is predicted; null explains the score, or the most probable label if the labels
    /// have no values.</param>
    /// <param name="logit">Whether to explain the label's logit, which still moves where the model is sure, and not its
    /// probability.</param>
    /// <exception cref="InputException">There is no such utterance or label.</exception>
    public Explanation Explain(string id, string? label = null, bool logit = false)
    {
        var example = Find(id);
        float[] probabilities = Predictions.Probabilities(model, labels, inputs, [example])[0];
        var quantity = QuantityOf(label, logit, probabilities);
        var steps = StepNames.Of(example, inputs.Order, inputs.Encoders);
        var occlusion = StepOcclusion.Of(model, example, labels, quantity, steps);
        var gradient = StepGradient.Of(model, example, labels, quantity, steps);
        return new Explanation
        {
            Id = id,
            Text = example.Utterance.Text,
            Truth = Truth(example.Utterance),
            Prediction = inputs.Objective.Prediction(probabilities),
            Seed = seed,
            Probabilities = new OrderedDictionary<string, double>(
                labels.Set.Labels.Zip(probabilities, (l, p) => KeyValuePair.Create(l.Name, (double)p))),
            Quantity = quantity.Name,
            Shapley = ModalityShapley.Of(model, example, labels, quantity),
            Steps = [.. steps.Select((step, i) => new StepEffect(step, occlusion[i], gradient[i]))],
            Attention = AttentionMap.Of(model, example, labels, steps),
            NearestLabels = neighbours.Labels(example),
            NearestUtterances = neighbours.Utterances(example, count),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        model.Dispose();
        labels.Features.Dispose();
    }

    Example Find(string id)
    {
        foreach (var split in Enum.GetValues<Split>())
        {
            int place = corpus[split].ToList().FindIndex(u => u.Id == id);
            if (place >= 0) return inputs.Examples(split, needTruth: false)[place];
        }
        throw new InputException($"the data has no utterance '{id}': merclip errors RUN lists ids");
    }

    ExplainedQuantity QuantityOf(string? label, bool logit, float[] probabilities)
    {
        if (label is null && labels.Set.Kind == LabelKind.Ordinal && !logit) return ExplainedQuantity.Score(labels.Set);
        label ??= labels.Set.Labels[probabilities.IndexOf(probabilities.Max())].Name;
        return logit
            ? ExplainedQuantity.Logit(labels.Set, label)
            : ExplainedQuantity.Probability(labels.Set, inputs.Objective, label);
    }

    string? Truth(Utterance utterance)
    {
        try
        {
            return inputs.Objective.Truth(inputs.Objective.Target(utterance, corpus));
        }
        catch (InputException)
        {
            return null; // the data says nothing of these labels, which may be others than its own
        }
    }
}
