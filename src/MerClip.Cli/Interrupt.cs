using System.Runtime.InteropServices;

namespace MerClip.Cli;

/// <summary>Ctrl-C as a token: the first asks to leave things in order, a second ends the program at once. SIGTERM, with which
/// clusters and systems stop programs, asks the same, and in a process that was started by another the end of standard
/// input.</summary>
sealed class Interrupt : IDisposable
{
    readonly CancellationTokenSource source = new();
    readonly PosixSignalRegistration terminated;

    public Interrupt()
    {
        Console.CancelKeyPress += Pressed;
        terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = Ask());
        if (Environment.GetEnvironmentVariable(TrainProcess.EndsWithInput) == "1")
            new Thread(WaitForEnd) { IsBackground = true }.Start();
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= Pressed;
        terminated.Dispose();
        source.Dispose();
    }

    void WaitForEnd()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0) { }
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was done before.
        }
    }

    void Pressed(object? sender, ConsoleCancelEventArgs e) => e.Cancel = Ask();

    /// <summary>Whether it is the first time.</summary>
    bool Ask()
    {
        bool first = !source.IsCancellationRequested;
        source.Cancel();
        return first;
    }
}
