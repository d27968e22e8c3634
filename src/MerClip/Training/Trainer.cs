using System.Diagnostics;
using MerClip.Checkpoints;
using MerClip.Data;
using MerClip.Labels;
using MerClip.Prediction;
using static TorchSharp.torch;

namespace MerClip.Training;

/// <summary>
/// Fits one model with one seed. After every epoch the averaged weights are scored on the validation split; the best are kept.
/// Each epoch draws its random numbers from the seed and its own number, so a training that was stopped after any epoch
/// and goes on from its saved state gives the same weights to the last bit (same machine, same number of threads).
/// </summary>
public sealed class Trainer : IDisposable
{
    readonly MerClipModel model;
    readonly Objective objective;
    readonly LabelInput labels;
    readonly IReadOnlyList<Example> train, valid;
    readonly TrainingOptions options;
    readonly int seed;
    readonly FlatAdamW optimizer;
    readonly Tensor best;
    readonly long allSteps;

    /// <summary>Makes ready to train; fits the model's normalisation to the training examples.</summary>
    /// <param name="model">A new model on its device; its weights are moved into the optimiser's buffer.</param>
    /// <param name="objective">What to minimise.</param>
    /// <param name="labels">The labels to train with.</param>
    /// <param name="train">Examples with targets.</param>
    /// <param name="valid">Examples with targets, for choosing the epoch.</param>
    /// <param name="options">How to train.</param>
    /// <param name="seed">Fixes all randomness of training.</param>
    public Trainer(MerClipModel model, Objective objective, LabelInput labels, IReadOnlyList<Example> train,
        IReadOnlyList<Example> valid, TrainingOptions options, int seed)
    {
        options.Validate();
        if (train.Count == 0) throw new InputException("the train split is empty: give data with utterances to learn from");
        if (valid.Count == 0) throw new InputException("the valid split is empty: give data with utterances to choose on");
        (this.model, this.objective, this.labels, this.train, this.valid, this.options, this.seed) =
            (model, objective, labels, train, valid, options, seed);
        model.Fit(train);
        var sizes = new StepSizes(options);
        sizes.Require([.. model.named_parameters().Select(p => p.name)]);
        optimizer = new FlatAdamW(model, options.WeightDecay, options.Averaging, sizes.ShareOf);
        best = optimizer.CopyWeights();
        allSteps = (long)options.Epochs * ((train.Count + options.BatchSize - 1) / options.BatchSize);
    }

    /// <summary>How far training is.</summary>
    public TrainingState State { get; private set; } = new();

    /// <summary>Whether the last epoch is reached, or patience is at its end.</summary>
    public bool Finished => State.History.Count >= options.Epochs
        || State.History.Count - State.BestEpoch >= options.Patience;

    /// <summary>Trains one more epoch and validates.</summary>
    /// <param name="progress">Told the share of the epoch that is done, after every step.</param>
    /// <param name="stop">Stops between two steps; the epoch is then as if it had not begun, for the saved state.</param>
    /// <returns>What the epoch came to.</returns>
    /// <exception cref="InputException">The loss is no longer finite.</exception>
    public EpochRecord Epoch(Action<double>? progress = null, CancellationToken stop = default)
    {
        var clock = Stopwatch.StartNew();
        int epoch = State.History.Count + 1;
        random.manual_seed(EpochSeed(epoch));
        double trainLoss = Pass(BatchPlan.Shuffled(train, options.BatchSize, EpochSeed(epoch)), progress, stop);
        if (!double.IsFinite(trainLoss))
            throw new InputException($"seed {seed}, epoch {epoch}: the loss is {trainLoss}: lower training.learningRate");

        optimizer.SwapAverage();
        var (validLoss, validMae) = Validate();
        var record = new EpochRecord(epoch, trainLoss, validLoss, validMae, clock.Elapsed.TotalSeconds);
        State.History.Add(record);
        State.Steps = optimizer.Steps;
        if (record.Score < State.BestScore)
        {
            (State.BestScore, State.BestEpoch) = (record.Score, epoch);
            using var weights = optimizer.CopyWeights();
            best.copy_(weights);
        }
        optimizer.SwapAverage();
        return record;
    }

    /// <summary>Gives the model the weights of the best epoch.</summary>
    public void UseBest() => optimizer.SetWeights(best);

    /// <summary>Saves all that is needed to go on after the last epoch.</summary>
    public void Save(string path) => State.Save(path, new Dictionary<string, Tensor>(optimizer.State) { ["best"] = best });

    /// <summary>Goes on where a saved training was.</summary>
    /// <exception cref="InputException">The file is no training state, or of another model.</exception>
    public void Restore(string path)
    {
        using var scope = NewDisposeScope();
        using var file = Safetensors.Open(path);
        State = TrainingState.Read(file);
        optimizer.Restore(file.Read, State.Steps);
        best.copy_(file.Read("best"));
    }

    double Pass(IReadOnlyList<IReadOnlyList<Example>> batches, Action<double>? progress, CancellationToken stop)
    {
        model.train();
        using var total = zeros([], device: best.device);
        int done = 0;
        foreach (var padded in Prefetch.Of(batches, b => PaddedBatch.Of(b, model.Spec.Widths)))
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = padded.ToTensors(best.device);
            var stages = model.call(batch, labels);
            if (!model.Spec.Options.DeepSupervision) stages = [stages[^1]];
            var loss = stages.Select(logits => objective.Loss(logits, batch.Targets!)).Aggregate(Numbers.Plus)
                .Times(1.0 / stages.Count);

            optimizer.ZeroGradients();
            loss.backward();
            optimizer.Step(options.LearningRateAt(optimizer.Steps, allSteps), options.Clip);
            total.Add_(loss.detach(), batch.Size); // read once an epoch: reading waits for a GPU
            progress?.Invoke(++done / (double)batches.Count);
        }
        return total.Single() / train.Count;
    }

    (double Loss, double? Mae) Validate()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var logits = model.Predict(valid, labels);
        var targets = tensor(valid.SelectMany(e => e.Target!).ToArray(), [valid.Count, valid[0].Target!.Length]);
        return (objective.Loss(logits, targets).Single(), objective.AbsoluteError(logits, targets)?.Single());
    }

    int EpochSeed(int epoch) => unchecked(seed * 1_000_003 + epoch);

    /// <inheritdoc/>
    public void Dispose()
    {
        optimizer.Dispose();
        best.Dispose();
    }
}
