using System.Diagnostics;
using MerClip.Data;
using MerClip.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MerClip.Bench;

/// <summary>Times the parts of a training step, with the kit's optimiser and with TorchSharp's own.</summary>
static class StepTimes
{
    const int Epochs = 3;

    public static Measurement Measure(string folder)
    {
        var experiment = Experiment.Open(folder);
        var training = experiment.Config.Training;
        var parts = new Dictionary<string, double>();

        using (var scope = NewDisposeScope())
        {
            using var model = experiment.Model(experiment.Config.Model);
            model.Fit(experiment.Train);
            using var optimizer = new FlatAdamW(model, training.WeightDecay, training.Averaging);
            Steps(experiment, model, parts, "FlatAdamW", optimizer.ZeroGradients,
                () => optimizer.Step(training.LearningRate, training.Clip));
        }
        using (var scope = NewDisposeScope())
        {
            using var model = experiment.Model(experiment.Config.Model);
            model.Fit(experiment.Train);
            var weights = model.parameters().ToArray();
            var averages = weights.Select(w => w.detach().clone()).ToArray();
            using var optimizer = optim.AdamW(weights, training.LearningRate, weight_decay: training.WeightDecay);
            using Scalar kept = training.Averaging.ToScalar(), added = (1 - training.Averaging).ToScalar();
            Steps(experiment, model, parts, "TorchSharp's AdamW, clipping and average", () => optimizer.zero_grad(), () =>
            {
                using var step = NewDisposeScope();
                nn.utils.clip_grad_norm_(weights, training.Clip);
                optimizer.step();
                using var _ = no_grad();
                foreach (var (average, weight) in averages.Zip(weights)) average.mul_(kept).add_(weight, added);
            });
        }
        return new Measurement("C#", Parts: parts);
    }

    /// <summary>Adds milliseconds a step: batch, forward, backward, optimiser. Medians, because other processes interrupt
    /// some steps.</summary>
    static void Steps(Experiment experiment, MerClipModel model, Dictionary<string, double> parts, string kind,
        Action zero, Action step)
    {
        model.train();
        var clock = new Stopwatch();
        var steps = new List<double[]>();
        for (int epoch = 0; epoch <= Epochs; epoch++) // the first compiles
            foreach (var examples in BatchPlan.Shuffled(experiment.Train, experiment.Config.Training.BatchSize, epoch))
            {
                using var scope = NewDisposeScope();
                var times = new double[4];
                double Lap()
                {
                    double lap = clock.Elapsed.TotalMilliseconds;
                    clock.Restart();
                    return lap;
                }

                clock.Restart();
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
                if (epoch > 0) steps.Add(times);
            }
        string[] names = ["batch", "forward", "backward", "optimiser"];
        foreach (var (i, name) in names.Index())
            parts[$"{kind}/{name}"] = ResultTable.Spread(steps.Select(s => s[i])).Median;
    }
}
