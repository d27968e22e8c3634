using MerClip.Runs;

namespace MerClip.Sweeps;

/// <summary>Where the files of a sweep are.</summary>
/// <param name="Path">The folder.</param>
public sealed record SweepFolder(string Path)
{
    /// <summary>The sweep file as it was when the sweep began.</summary>
    public string Sweep => In("sweep.json");

    /// <summary>A line a trial: what varies, the seed, the scores on validation.</summary>
    public string Trials => In("trials.csv");

    /// <summary>A line a combination, best first: mean and deviation over the seeds on validation.</summary>
    public string Ranking => In("ranking.csv");

    /// <summary>The combination that won on validation.</summary>
    public string Winner => In("winner.json");

    /// <summary>The winner's scores on test, which were read once, after it had won.</summary>
    public string WinnerOnTest => In("winner-test.json");

    /// <summary>What a cluster is given to do.</summary>
    public string SlurmScript => In("slurm", "job.sh");

    /// <summary>The numbers of the jobs that it made of that, a line each.</summary>
    public string SlurmJobs => In("slurm", "jobs.txt");

    /// <summary>The run of a trial.</summary>
    public RunFolder Run(Trial trial) => new(In("trials", trial.Name));

    /// <summary>The settings of a trial.</summary>
    public string Config(Trial trial) => In("trials", trial.Name + ".json");

    /// <summary>Why a trial failed; there only if it did.</summary>
    public string Failure(Trial trial) => In("trials", trial.Name + ".failed.txt");

    string In(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);
}
