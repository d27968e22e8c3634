using System.Diagnostics;

namespace MerClip.Tests.Cli;

/// <summary>The merclip program as a process of its own, as a person or a script starts it.</summary>
sealed class CliProcess : IDisposable
{
    readonly Process process;
    readonly Task<string> output, error;

    public CliProcess(params string[] arguments) : this([], arguments)
    {
    }

    public CliProcess(Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MerClip.Cli.dll"));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        process = Process.Start(start)!;
        process.StandardInput.Close();
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => process.HasExited;

    /// <summary>Most memory that was resident while <see cref="Wait"/> waited, in MiB; on Linux.</summary>
    public int PeakMiB { get; private set; }

    /// <summary>Runs a command line to its end.</summary>
    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var cli = new CliProcess(arguments);
        return cli.Wait();
    }

    /// <summary>Waits for the end; a program that does not end in two minutes is killed and fails the test.</summary>
    public (int Code, string Output, string Error) Wait()
    {
        Stopwatch watch = Stopwatch.StartNew();
        bool ended;
        while (!(ended = process.WaitForExit(TimeSpan.FromMilliseconds(20))) && watch.Elapsed.TotalMinutes < 2) Look();
        if (!ended) process.Kill();
        Assert.True(ended, "the program did not end");
        return (process.ExitCode, output.Result, error.Result);
    }

    void Look()
    {
        string status = $"/proc/{process.Id}/status";
        try
        {
            if (File.Exists(status) && File.ReadLines(status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line)
                PeakMiB = int.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) >> 10;
        }
        catch (IOException)
        {
            // it ended while it was looked at
        }
    }

    /// <summary>SIGKILL: nothing of the program runs after it.</summary>
    public void Kill() => process.Kill();

    /// <summary>What Ctrl-C sends.</summary>
    public void Interrupt() => Process.Start("kill", ["-INT", process.Id.ToString()]).WaitForExit();

    /// <summary>What a system or a cluster sends to what has to end.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", process.Id.ToString()]).WaitForExit();

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}
