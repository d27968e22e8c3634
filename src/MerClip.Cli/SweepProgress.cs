using System.Diagnostics;
using MerClip.Sweeps;

namespace MerClip.Cli;

/// <summary>Shows a sweep on stderr: a line a trial, and on a terminal a line that moves.</summary>
sealed class SweepProgress : ISweepWatcher
{
    readonly bool moving = !Console.IsErrorRedirected;
    readonly Stopwatch clock = Stopwatch.StartNew(), sinceDraw = Stopwatch.StartNew();
    readonly Dictionary<Trial, Stopwatch> running = [];
    int ended;

    public void Started(Trial trial) => running[trial] = Stopwatch.StartNew();

    public void Progressed(Trial trial, string line)
    {
        if (!moving || sinceDraw.ElapsedMilliseconds < 200) return;
        sinceDraw.Restart();
        string text = $"{running.Count} at work  {trial.Name}: {line}";
        Console.Error.Write("\r" + text[..Math.Min(text.Length, Width)].PadRight(Width));
    }

    public void Ended(Trial trial, string? failure, int done, int all)
    {
        running.Remove(trial, out var own);
        ended++;
        string left = done < all ? $", ≥ {clock.Elapsed.TotalSeconds / ended * (all - done):F0} s left" : "";
        string line = $"{done}/{all}  {trial.Name}  {own!.Elapsed.TotalSeconds:F0} s{(failure is null ? "" : " FAILED")}{left}";
        Console.Error.WriteLine(moving ? "\r" + line.PadRight(Width) : line);
    }

    static int Width => Math.Max(20, Console.WindowWidth - 1);
}
