using System.Globalization;

namespace MerClip.Sweeps;

/// <summary>The job array of a sweep for Slurm: a task a trial. It is a bash script, which people may read, change and submit
/// themselves.</summary>
/// <param name="sweep">The sweep's folder, on a disk that all machines share.</param>
/// <param name="command">How this program is started: the program, and what comes before its commands.</param>
/// <param name="workingFolder">Where the sweep was started, since paths in its file are taken from there.</param>
public sealed class SlurmScript(SweepFolder sweep, IReadOnlyList<string> command, string workingFolder)
{
    /// <summary>Writes the script.</summary>
    /// <param name="trials">Which trials to do, by their places in the sweep.</param>
    /// <param name="cpus">Cores a task.</param>
    /// <param name="options">More options of sbatch, such as <c>--partition=gpu --gres=gpu:1</c>; they go before the script's own.</param>
    public string Of(IReadOnlyList<int> trials, int cpus, string options = "")
    {
        string folder = Path.GetFullPath(sweep.Path);
        string program = string.Join(' ', command.Select(Quoted));
        return $$"""
            #!/bin/bash
            # A task for each trial of a sweep. What is stopped goes on where it stopped when its task runs again.
            #SBATCH --job-name="merclip {{Path.GetFileName(folder)}}"
            #SBATCH --array={{Ranges(trials)}}
            #SBATCH --output="{{Path.GetDirectoryName(Path.GetFullPath(sweep.SlurmScript))!.Replace("%", "%%")}}/%A_%a.log"
            #SBATCH --open-mode=append
            #SBATCH --requeue
            #SBATCH --signal=B:USR1@60
            #SBATCH --cpus-per-task={{cpus.ToString(CultureInfo.InvariantCulture)}}
            #SBATCH --time=4:00:00
            {{(options.Length > 0 ? $"#SBATCH {options}" : "# More options come here.")}}
            export OMP_WAIT_POLICY=passive
            cd {{Quoted(workingFolder)}} && [[ -e {{Quoted(sweep.Sweep)}} ]] || {
                echo "error: the sweep's folders are not there on $(hostname): put them on a disk that all machines share" >&2
                exit 1
            }
            {{program}} sweep {{Quoted(sweep.Sweep)}} --out {{Quoted(sweep.Path)}} --trial "$SLURM_ARRAY_TASK_ID" &
            trial=$! again=no code=
            trap 'kill -TERM $trial 2>/dev/null' TERM            # taken back: Slurm itself puts it into the queue again
            trap 'again=yes; kill -TERM $trial 2>/dev/null' USR1 # its time is over in a minute: it goes on in another turn
            until [[ -n $code ]]; do # a signal ends the waiting, but not the trial
                wait $trial
                kill -0 $trial 2>/dev/null || { wait $trial; code=$?; }
            done
            [[ $code -eq 137 && ${SLURM_RESTART_COUNT:-0} -lt 5 ]] && again=yes # it was killed: for its memory, or by chance
            [[ $code -ne 0 && $again == yes ]] && scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
            exit $code

            """;
    }

    /// <summary>Such as <c>0-3,7</c>.</summary>
    static string Ranges(IReadOnlyList<int> places)
    {
        var ranges = new List<string>();
        for (int from = 0, to; from < places.Count; from = to + 1)
        {
            to = from;
            while (to + 1 < places.Count && places[to + 1] == places[to] + 1) to++;
            ranges.Add(from == to ? $"{places[from]}" : $"{places[from]}-{places[to]}");
        }
        return string.Join(',', ranges);
    }

    /// <summary>A word that bash takes as it is.</summary>
    static string Quoted(string word) => $"'{word.Replace("'", "'\\''")}'";
}
