using System.CommandLine;
using MerClip.Report;

namespace MerClip.Cli;

/// <summary><c>merclip report</c>: runs as one HTML file to look into.</summary>
static class ReportCommand
{
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Run folders; the first is shown first, several are compared",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--out")
        {
            Description = "The file; report.html in the first run's folder unless given",
            HelpName = "FILE",
        };
        var explain = new Option<int>("--explain")
        {
            Description = "Explain the predictions of so many utterances a run: the largest errors, and as many others",
            HelpName = "N",
        };
        var command = new ExampleCommand("report", "Write a report: one HTML file with charts and lists to explore, without a network.",
            "merclip report runs/first",
            "merclip report runs/first runs/audio-first runs/text-only --out report.html",
            "merclip report runs/first --explain 40")
        {
            runs, output, explain,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(explain) < 0) result.AddError("--explain must be 0 or more.");
        });
        command.SetAction(parsed =>
        {
            Write(parsed.GetValue(runs)!, parsed.GetValue(output), parsed.GetValue(explain));
            return 0;
        });
        return command;
    }

    static void Write(string[] paths, string? output, int explain)
    {
        var reader = new ReportReader();
        var encoding = new EncodingProgress();
        var runs = new List<ReportRun>();
        foreach (string path in paths)
        {
            runs.Add(reader.Read(path, watcher: encoding, explain: explain));
            Console.Error.WriteLine($"read {path}");
            if (runs[^1].Missing is { } missing) Console.Error.WriteLine($"without a map: {missing}");
        }
        encoding.Summarise();
        string file = output ?? Path.Combine(paths[0], "report.html");
        string title = "MER-CLIP report: " + string.Join(", ", runs.Select(r => r.Name));
        ReportFile.Write(file, new ReportContent(title, runs, runs.Count > 1 ? [Comparison.Of(runs)] : []));
        Console.WriteLine(file);
    }
}
