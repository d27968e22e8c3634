using System.Diagnostics;
using MerClip.Data;
using MerClip.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MerClip.Bench;

/// <summary>Times the parts of a training step, with the kit's optimiser and with TorchSharp's own, batch by batch in
/// turn, so that other load on the machine meets both alike.</summary>
static class StepTimes
{
    const int Epochs = 5;

    static readonly string[] Parts = ["batch", "forward", "backward", "optimiser"];

    public static Measurement Measure(string folder)
    {
        var experiment = Experiment.Open(folder);
        var training = experiment.Config.Training;
        using var scope = NewDisposeScope();
        using MerClipModel ours = experiment.Model(experiment.Config.Model), theirs = experiment.Model(experiment.Config.Model);

        using var flat = new FlatAdamW(ours, training.WeightDecay, training.Averaging);
        var weights = theirs.parameters().ToArray();
        var averages = weights.Select(w => w.detach().clone()).ToArray();
        using var plain = optim.AdamW(weights, training.LearningRate, weight_decay: training.WeightDecay);
        using Scalar kept = training.Averaging.ToScalar(), added = (1 - training.Averaging).ToScalar();
        void PlainStep()
        {
            using var step = NewDisposeScope();
            nn.utils.clip_grad_norm_(weights, training.Clip);
            plain.step();
            using var _ = no_grad();
            foreach (var (average, weight) in averages.Zip(weights)) average.mul_(kept).add_(weight, added);
        }

        (string Name, MerClipModel Model, Action Zero, Action Step, List<double[]> Times)[] kinds =
        [
            ("FlatAdamW", ours, flat.ZeroGradients, () => flat.Step(training.LearningRate, training.Clip), []),
            ("TorchSharp's AdamW, clipping and average", theirs, () => plain.zero_grad(), PlainStep, []),
        ];
        foreach (var kind in kinds) kind.Model.Fit(experiment.Train);
        for (int epoch = 0; epoch <= Epochs; epoch++)
            foreach (var examples in BatchPlan.Shuffled(experiment.Train, training.BatchSize, epoch))
                foreach (var kind in kinds)
                {
                    var times = Step(experiment, examples, kind.Model, kind.Zero, kind.Step);
                    if (epoch > 0) kind.Times.Add(times); // the first compiles
                }
        // Medians, because other processes interrupt some steps.
        return new Measurement("C#", Parts: kinds.SelectMany(k => Parts.Index().Select(p => (
            $"{k.Name}/{p.Item}", ResultTable.Spread(k.Times.Select(t => t[p.Index])).Median))).ToDictionary());
    }

    /// <summary>Milliseconds of the parts of a step.</summary>
    static double[] Step(Experiment experiment, IReadOnlyList<Example> examples, MerClipModel model, Action zero, Action step)
    {
        using var scope = NewDisposeScope();
        var times = new double[Parts.Length];
        var clock = Stopwatch.StartNew();
        double Lap()
        {
            double lap = clock.Elapsed.TotalMilliseconds;
            clock.Restart();
            return lap;
        }

        model.train();
        var batch = Batch.Of(examples, model.Spec.Widths, CPU);
        times[0] = Lap();
        var loss = experiment.Inputs.Objective.Loss(model.call(batch, experiment.Labels)[^1], batch.Targets!);
        times[1] = Lap();
        zero();
        times[3] = Lap();
        loss.backward();
        times[2] = Lap();
        step();
        times[3] += Lap();
        return times;
    }
}
