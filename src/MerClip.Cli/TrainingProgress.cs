using System.Diagnostics;
using System.Globalization;
using MerClip.Runs;
using MerClip.Training;

namespace MerClip.Cli;

/// <summary>Shows a training on stderr: a line an epoch, and on a terminal a line that moves within the epoch.</summary>
sealed class TrainingProgress(RunConfig config) : ITrainingWatcher
{
    readonly bool moving = !Console.IsErrorRedirected;
    readonly Stopwatch sinceDraw = Stopwatch.StartNew();

    public void SeedStarted(int seed, TrainingState state)
    {
        if (state.History.Count > 0)
            Console.Error.WriteLine($"seed {seed}: goes on after epoch {state.History.Count}");
    }

    public void Progressed(int seed, double share)
    {
        if (!moving || sinceDraw.ElapsedMilliseconds < 100) return;
        sinceDraw.Restart();
        Console.Error.Write($"\rseed {seed}  {share,4:P0} of the epoch ");
    }

    public void EpochEnded(int seed, EpochRecord epoch, TrainingState state)
    {
        // At most what patience still allows from here on; a new best epoch makes it longer.
        int left = Math.Min(config.Training.Epochs - epoch.Epoch, config.Training.Patience - (epoch.Epoch - state.BestEpoch));
        double pace = state.History.Average(r => r.Seconds);
        string line = string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}  epoch {epoch.Epoch,3}/{config.Training.Epochs}  train {epoch.TrainLoss:F4}  valid {epoch.ValidLoss:F4}");
        if (epoch.ValidMae is { } mae) line += string.Create(CultureInfo.InvariantCulture, $"  mae {mae:F4}");
        line += state.BestEpoch == epoch.Epoch ? " *" : "  ";
        line += string.Create(CultureInfo.InvariantCulture, $"  {epoch.Seconds:F2} s/epoch  ≥ {left * pace:F0} s left");
        Console.Error.WriteLine(moving ? $"\r{line}  " : line);
    }
}
