namespace MerClip.Sweeps;

/// <summary>Is told how a sweep goes. Calls come one at a time.</summary>
public interface ISweepWatcher
{
    /// <summary>A trial begins, or goes on where it stopped.</summary>
    void Started(Trial trial);

    /// <summary>A line of a trial's progress.</summary>
    void Progressed(Trial trial, string line);

    /// <summary>A trial has ended.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="failure">What went wrong; null if it is done.</param>
    /// <param name="done">How many trials have ended, those of earlier starts too.</param>
    /// <param name="all">How many trials the sweep has.</param>
    void Ended(Trial trial, string? failure, int done, int all);
}
