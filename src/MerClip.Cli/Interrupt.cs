namespace MerClip.Cli;

/// <summary>Ctrl-C as a token: the first asks to leave things in order, a second ends the program at once. In a process that was
/// started by another, the end of standard input asks the same.</summary>
sealed class Interrupt : IDisposable
{
    readonly CancellationTokenSource source = new();

    public Interrupt()
    {
        Console.CancelKeyPress += Pressed;
        if (Environment.GetEnvironmentVariable(TrainProcess.EndsWithInput) == "1")
            new Thread(WaitForEnd) { IsBackground = true }.Start();
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= Pressed;
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

    void Pressed(object? sender, ConsoleCancelEventArgs e)
    {
        e.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
