using System.Diagnostics;
using MerClip.Sweeps;

namespace MerClip.Tests.Sweeps;

public sealed class SlurmScriptTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>A program that says how it was called, and ends as it is told.</summary>
    string Program(string name, string body)
    {
        string path = folder[name];
        File.WriteAllText(path, "#!/bin/bash\n" + body + "\n");
        Process.Start("chmod", ["+x", path]).WaitForExit();
        return path;
    }

    string Script(string program, string options = "")
    {
        Directory.CreateDirectory(folder["it's a sweep"]);
        File.WriteAllText(folder["it's a sweep/sweep.json"], "{}");
        string path = folder["job.sh"];
        File.WriteAllText(path, new SlurmScript(new SweepFolder(folder["it's a sweep"]), [program, "a b"], folder.Path).Of([0, 1, 2, 5, 7, 8], 3, options));
        return path;
    }

    /// <summary>Runs the script as task 5 of job 9.</summary>
    (int Code, string Output) Run(string script, Action<Process>? meanwhile = null, int restarts = 0)
    {
        Program("scontrol", "echo scontrol $@");
        var start = new ProcessStartInfo("bash", [script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = folder.Path + ":" + Environment.GetEnvironmentVariable("PATH");
        (start.Environment["SLURM_ARRAY_JOB_ID"], start.Environment["SLURM_ARRAY_TASK_ID"]) = ("9", "5");
        start.Environment["SLURM_RESTART_COUNT"] = restarts.ToString();
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        meanwhile?.Invoke(process);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    [Fact]
    public void It_asks_for_what_tasks_need_and_for_what_is_added()
    {
        string text = File.ReadAllText(Script("x", "--partition=gpu --gres=gpu:1"));

        foreach (string line in new[] { "--array=0-2,5,7-8", "--cpus-per-task=3", "--requeue", "--open-mode=append", "--signal=B:USR1@60", "--partition=gpu --gres=gpu:1" })
            Assert.Contains($"\n#SBATCH {line}\n", text);
        Assert.Equal(1, text.Split('\n').Index().First(l => l.Item.StartsWith('#') && !l.Item.StartsWith("#!")).Index);
        Assert.True(text.LastIndexOf("#SBATCH", StringComparison.Ordinal) < text.IndexOf("\nexport", StringComparison.Ordinal)); // Slurm stops at the first command
    }

    [Fact]
    public void A_task_trains_its_trial_whatever_is_in_the_names()
    {
        var (code, output) = Run(Script(Program("train it", "printf '%s|' \"$@\"; pwd; exit 1")));

        Assert.Equal(1, code);
        Assert.Equal($"a b|sweep|{folder["it's a sweep"]}/sweep.json|--out|{folder["it's a sweep"]}|--trial|5|{folder.Path}\n", output);
    }

    [Theory, InlineData(0, true), InlineData(5, false)]
    public void What_was_killed_goes_into_the_queue_again_but_not_for_ever(int restarts, bool again)
    {
        var (code, output) = Run(Script(Program("x", "kill -KILL $$")), restarts: restarts);

        Assert.Equal(137, code);
        Assert.Equal(again, output.Contains("scontrol requeue 9_5"));
    }

    [Theory, InlineData("USR1", true), InlineData("TERM", false)]
    public void A_signal_stops_the_trial_and_at_the_end_of_its_time_it_is_queued_again(string signal, bool again)
    {
        string ready = folder["ready"];
        var (code, output) = Run(Script(Program("x", $"trap 'echo saved; exit 1' TERM; touch {ready}; while :; do sleep 0.05; done")), process =>
        {
            while (!File.Exists(ready)) Thread.Sleep(10);
            Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();
        });

        Assert.Equal(1, code);
        Assert.Equal(again ? "saved\nscontrol requeue 9_5\n" : "saved\n", output);
    }

    [Fact]
    public void Without_the_shared_folder_it_says_so()
    {
        string script = Script("x");
        File.Delete(folder["it's a sweep/sweep.json"]);

        var (code, output) = Run(script);

        Assert.Equal(1, code);
        Assert.StartsWith("error: the sweep's folders are not there on ", output);
    }
}
