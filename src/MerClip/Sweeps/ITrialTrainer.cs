using MerClip.Runs;

namespace MerClip.Sweeps;

/// <summary>Trains a trial somewhere: a process of its own, since torch's random state belongs to the process.</summary>
public interface ITrialTrainer
{
    /// <summary>Trains a trial to its end, or goes on with it.</summary>
    /// <param name="config">The file with its settings.</param>
    /// <param name="run">Its run folder; if it holds a run, that goes on.</param>
    /// <param name="progress">Told lines of progress.</param>
    /// <param name="stop">Stops it, so that it can go on later.</param>
    /// <returns>What went wrong, in a line; null if nothing did.</returns>
    Task<string?> Train(string config, RunFolder run, Action<string> progress, CancellationToken stop);
}
