using System.Diagnostics;
using MerClip.Data;
using MerClip.Encoders;

namespace MerClip.Cli;

/// <summary>Shows on stderr how frozen encoders get on, and at the end which recordings could not be read.</summary>
sealed class EncodingProgress : IEncodingWatcher
{
    const int MostNamed = 10;

    readonly bool moving = !Console.IsErrorRedirected;
    readonly Stopwatch sinceDraw = Stopwatch.StartNew(), sinceStart = new();
    readonly List<string> failures = [];

    /// <summary>How many inputs have been encoded.</summary>
    public int Count { get; private set; }

    public void Waiting(string modality) =>
        Console.Error.WriteLine($"{modality}: another process encodes the same; waiting for it");

    public void Encoded(string modality, int done, int all)
    {
        if (done == 1 || !sinceStart.IsRunning) sinceStart.Restart();
        if (done == all)
        {
            Count += all;
            Console.Error.WriteLine($"{(moving ? "\r" : "")}{modality}: {all} encoded in {sinceStart.Elapsed.TotalSeconds:F1} s          ");
            sinceStart.Reset();
        }
        else if (sinceDraw.ElapsedMilliseconds >= (moving ? 100 : 5000))
        {
            sinceDraw.Restart();
            double left = sinceStart.Elapsed.TotalSeconds * (all - done) / done;
            string line = $"{modality}: {done} of {all} encoded, {left:F0} s left";
            if (moving) Console.Error.Write($"\r{line}   ");
            else Console.Error.WriteLine(line);
        }
    }

    public void Failed(string modality, Utterance utterance, string message) => failures.Add($"{modality} of {utterance.Id}: {message}");

    /// <summary>Says which recordings could not be read.</summary>
    public void Summarise()
    {
        if (failures.Count == 0) return;
        Console.Error.WriteLine($"{failures.Count} recordings could not be read; their utterances go on without:");
        foreach (string failure in failures.Take(MostNamed)) Console.Error.WriteLine($"  {failure}");
        if (failures.Count > MostNamed) Console.Error.WriteLine($"  and {failures.Count - MostNamed} more");
    }
}
