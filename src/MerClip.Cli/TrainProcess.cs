using System.Diagnostics;
using MerClip.Runs;
using MerClip.Sweeps;

namespace MerClip.Cli;

/// <summary>
/// Trains a trial in a process of its own. The process stops, and leaves a run that can go on, when its standard input ends: so it
/// does not outlive the one that started it, whatever ends that.
/// </summary>
sealed class TrainProcess : ITrialTrainer
{
    /// <summary>Tells a process that it ends with its standard input.</summary>
    public const string EndsWithInput = "MERCLIP_ENDS_WITH_INPUT";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<string?> Train(string config, RunFolder run, Action<string> progress, CancellationToken stop)
    {
        await Unlocked(run, stop);
        bool begun = File.Exists(run.Manifest);
        string? failure = await Start(begun ? ["--resume", run.Path] : ["--config", config, "--out", run.Path], progress, stop);
        // A process that lost its parent while it started may have made the folder in between; its run is then gone on with.
        return failure is null || begun || !File.Exists(run.Manifest) || RunManifest.Read(run).Status != RunStatus.Running || stop.IsCancellationRequested
            ? failure
            : await Train(config, run, progress, stop);
    }

    static async Task<string?> Start(string[] what, Action<string> progress, CancellationToken stop)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [EndsWithInput] = "1" },
        };
        // As dotnet MerClip.Cli.dll, the program is dotnet; as an executable, it is itself.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet") start.ArgumentList.Add(typeof(TrainProcess).Assembly.Location);
        foreach (string argument in (string[])["train", .. what]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        string last = "it ended without a word";
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is { Length: > 0 } line) progress(last = line);
        };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        using var stopping = stop.Register(process.StandardInput.Close);
        await process.WaitForExitAsync(CancellationToken.None);
        await output;
        return process.ExitCode == 0 ? null : last.StartsWith("error: ", StringComparison.Ordinal) ? last["error: ".Length..] : last;
    }

    /// <summary>A trial whose process has just lost its parent needs a moment to end.</summary>
    public static async Task Unlocked(RunFolder run, CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience && run.IsLocked) await Task.Delay(100, stop);
    }
}
