namespace MerClip.Training;

/// <summary>Is told how a training goes: to show it, or to do something beside it.</summary>
public interface ITrainingWatcher
{
    /// <summary>A seed begins, or goes on with the epochs that it has.</summary>
    void SeedStarted(int seed, TrainingState state);

    /// <summary>A step is done.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="share">Share of the epoch that is done, (0, 1].</param>
    void Progressed(int seed, double share);

    /// <summary>An epoch is done and saved.</summary>
    void EpochEnded(int seed, EpochRecord epoch, TrainingState state);
}
