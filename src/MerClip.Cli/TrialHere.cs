using MerClip.Runs;
using MerClip.Sweeps;

namespace MerClip.Cli;

/// <summary>Trains a trial in this process, which does nothing else: a task of a cluster.</summary>
sealed class TrialHere : ITrialTrainer
{
    public Task<string?> Train(string config, RunFolder run, Action<string> progress, CancellationToken stop)
    {
        try
        {
            var encoding = new EncodingProgress();
            var training = File.Exists(run.Manifest)
                ? TrainingRun.Resume(run.Path, encoding, stop)
                : TrainingRun.Create(new ConfigFile().Read(config).Build(), run.Path, $"merclip train --config {config}", encoding, stop);
            encoding.Summarise();
            training.Run(new TrainingProgress(training.Config), stop);
            return Task.FromResult<string?>(null);
        }
        catch (InputException e)
        {
            return Task.FromResult<string?>(e.Message);
        }
    }
}
