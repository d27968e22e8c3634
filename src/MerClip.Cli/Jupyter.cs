using System.ComponentModel;
using System.Diagnostics;

namespace MerClip.Cli;

/// <summary>The Jupyter that is installed on this machine.</summary>
static class Jupyter
{
    const string DeathSignal = "/usr/bin/setpriv"; // util-linux: ends a program with the one that started it

    /// <summary>Runs a Jupyter program; its exit code and what it wrote on standard error, unless that is passed on.</summary>
    public static (int ExitCode, string Errors) Run(IEnumerable<string> arguments, bool passErrorsOn)
    {
        (int, string) result = default;
        Exception? failure = null;
        // The kernel ends what a thread started when that thread ends: this one lives exactly as long as it should.
        var thread = new Thread(() =>
        {
            try
            {
                result = RunHere(arguments, passErrorsOn);
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

    static (int, string) RunHere(IEnumerable<string> arguments, bool passErrorsOn)
    {
        bool tied = OperatingSystem.IsLinux() && File.Exists(DeathSignal);
        var start = tied
            ? new ProcessStartInfo(DeathSignal, ["--pdeathsig", "KILL", "jupyter", .. arguments])
            : new ProcessStartInfo("jupyter", arguments);
        start.RedirectStandardError = !passErrorsOn;
        using var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill(process);
        string errors = passErrorsOn ? "" : process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (tied && process.ExitCode == 127) throw new Win32Exception(); // setpriv found no jupyter
        return (process.ExitCode, errors);
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
