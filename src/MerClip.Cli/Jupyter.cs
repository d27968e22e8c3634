using System.ComponentModel;
using System.Diagnostics;

namespace MerClip.Cli;

/// <summary>The Jupyter that is installed on this machine.</summary>
static class Jupyter
{
    const string DeathSignal = "/usr/bin/setpriv"; // util-linux: ends a program with the one that started it

    /// <summary>Runs a Jupyter program; its exit code.</summary>
    /// <param name="arguments">What follows <c>jupyter</c>.</param>
    /// <param name="error">Told each line of standard error, which otherwise is this program's own.</param>
    /// <param name="environment">Variables to set, or with null to remove.</param>
    /// <param name="token">Ends the program and all that it started.</param>
    public static int Run(IEnumerable<string> arguments, Action<string>? error = null,
        IReadOnlyDictionary<string, string?>? environment = null, CancellationToken token = default)
    {
        int result = 0;
        Exception? failure = null;
        // The kernel ends what a thread started when that thread ends: this one lives exactly as long as it should.
        var thread = new Thread(() =>
        {
            try
            {
                result = RunHere(arguments, error, environment ?? new Dictionary<string, string?>(), token);
            }
            catch (Win32Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
            throw new InputException("jupyter is not on the PATH: install it (Debian: apt install jupyter-notebook jupyter-nbconvert)");
        return result;
    }

    static int RunHere(IEnumerable<string> arguments, Action<string>? error,
        IReadOnlyDictionary<string, string?> environment, CancellationToken token)
    {
        bool tied = OperatingSystem.IsLinux() && File.Exists(DeathSignal);
        var start = tied
            ? new ProcessStartInfo(DeathSignal, ["--pdeathsig", "KILL", "jupyter", .. arguments])
            : new ProcessStartInfo("jupyter", arguments);
        start.RedirectStandardError = error is not null;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        EventHandler kill = (_, _) => Kill(process);
        AppDomain.CurrentDomain.ProcessExit += kill;
        using var cancelled = token.Register(() => Kill(process));
        while (error is not null && process.StandardError.ReadLine() is { } line) error(line);
        process.WaitForExit();
        AppDomain.CurrentDomain.ProcessExit -= kill;
        if (tied && process.ExitCode == 127) throw new Win32Exception(); // setpriv found no jupyter
        return process.ExitCode;
    }

    static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // it has ended already
        }
    }
}
