namespace MerClip.Cli;

/// <summary>Ctrl-C as a token: the first asks to leave things in order, a second ends the program at once.</summary>
sealed class Interrupt : IDisposable
{
    readonly CancellationTokenSource source = new();

    public Interrupt() => Console.CancelKeyPress += Pressed;

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= Pressed;
        source.Dispose();
    }

    void Pressed(object? sender, ConsoleCancelEventArgs e)
    {
        e.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
