using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MerClip.Sweeps;

/// <summary>A cluster's queue, by Slurm's own programs.</summary>
public static class SlurmQueue
{
    /// <summary>Gives a script to the cluster.</summary>
    /// <param name="script">The file.</param>
    /// <returns>The number of the job.</returns>
    /// <exception cref="InputException">There is no Slurm here, or the cluster refuses.</exception>
    public static int Submit(string script)
    {
        var (code, output, error) = Run("sbatch", "--parsable", script)
            ?? throw new InputException("sbatch is not on the PATH: do this where the cluster takes jobs, or give --dry-run and submit "
                + $"{script} there");
        if (code != 0) throw new InputException($"the cluster refuses {script}: {Line(error)}; change it with --slurm-options");
        return int.TryParse(output.Split(';')[0].Trim(), CultureInfo.InvariantCulture, out int job)
            ? job
            : throw new InputException($"sbatch gave no job number but '{Line(output)}'; see squeue");
    }

    /// <summary>The tasks of jobs that have not ended yet: the number of each and whether it runs.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <returns>Null if that cannot be asked here.</returns>
    public static IReadOnlyDictionary<int, bool>? Tasks(IReadOnlyList<int> jobs)
    {
        var tasks = new Dictionary<int, bool>();
        foreach (int job in jobs)
        {
            if (Run("squeue", "--noheader", "--array", "--jobs", $"{job}", "--format", "%K %T") is not { } queue) return null;
            // A job that has been forgotten is an invalid one to squeue.
            if (queue.Code != 0 && !queue.Error.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase)) return null;
            foreach (string line in queue.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var task, var state]
                    && int.TryParse(task, CultureInfo.InvariantCulture, out int place))
                    tasks[place] = tasks.GetValueOrDefault(place) || state is "RUNNING" or "COMPLETING";
        }
        return tasks;
    }

    static (int Code, string Output, string Error)? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    static string Line(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("it says nothing");
}
