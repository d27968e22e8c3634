using System.Diagnostics;

namespace MerClip.Cli;

/// <summary>A line on stderr that moves on a terminal, and is not there elsewhere.</summary>
/// <param name="what">What is counted.</param>
sealed class PercentLine(string what)
{
    readonly Lock drawing = new();
    readonly Stopwatch sinceDraw = Stopwatch.StartNew();

    /// <summary>Shows a share that is done; may be called by several threads.</summary>
    public void Show(double share)
    {
        if (Console.IsErrorRedirected) return;
        lock (drawing)
        {
            if (share < 1 && sinceDraw.ElapsedMilliseconds < 100) return;
            sinceDraw.Restart();
            Console.Error.Write(share < 1 ? $"\r{what} {share,4:P0} " : "\r" + new string(' ', what.Length + 6) + "\r");
        }
    }
}
