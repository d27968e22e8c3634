using System.CommandLine;
using System.Text.Json;
using MerClip.Encoders.Words;
using MerClip.Runs;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary><c>merclip train</c>: one run folder from data, labels and settings.</summary>
static class TrainCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "Data file (MMSA pickle)", HelpName = "PATH" };
        var text = new Option<string?>("--text") { Description = "What encodes the text: words:FILE (GloVe format) or features", HelpName = "SOURCE" };
        var labelText = new Option<string?>("--label-text") { Description = "What encodes the labels, if not what encodes the text", HelpName = "SOURCE" };
        var vision = new Option<string?>("--vision") { Description = "What encodes the vision: features", HelpName = "SOURCE" };
        var audio = new Option<string?>("--audio") { Description = "What encodes the audio: features", HelpName = "SOURCE" };
        var labels = new Option<string?>("--labels") { Description = $"Label set: a JSON file or one of {string.Join(", ", MerClip.Labels.LabelSet.Shipped)}", HelpName = "NAME|FILE" };
        var order = new Option<string?>("--order") { Description = "Fusion order; a modality left out is left out of the model", HelpName = "text,vision,audio" };
        var seeds = new Option<string?>("--seeds") { Description = "One training for each", HelpName = "0,1,2" };
        var device = new Option<string?>("--device") { Description = "auto, cpu or cuda", HelpName = "DEVICE" };
        var config = new Option<string?>("--config") { Description = "JSON file with the settings that differ from the defaults", HelpName = "FILE" };
        var set = new Option<string[]>("--set") { Description = "One setting, such as model.width=128; may be repeated", HelpName = "KEY=VALUE" };
        var output = new Option<string?>("--out") { Description = "Run folder to make", HelpName = "RUN" };
        var resume = new Option<string?>("--resume") { Description = "Go on with a run where it stopped, in whatever way it stopped", HelpName = "RUN" };
        var show = new Option<bool>("--show-config") { Description = "Print every setting as it would be used, and stop" };

        var command = new ExampleCommand("train", "Train on a corpus and write a run folder.",
            "merclip train --data mosi.pkl --text words:glove.6B.100d.txt --seeds 0,1,2 --out runs/first",
            "merclip train --data mosi.pkl --text words:glove.6B.100d.txt --order text,audio --labels sentiment5 --out runs/five",
            "merclip train --data mosi.pkl --config my.json --set model.fusion=parallel --out runs/parallel",
            "merclip train --resume runs/first")
        {
            data, text, labelText, vision, audio, labels, order, seeds, device, config, set, output, resume, show,
        };
        command.Validators.Add(result =>
        {
            bool resumes = result.GetValue(resume) is not null;
            if (!resumes && !result.GetValue(show) && result.GetValue(output) is null)
                result.AddError("Give --out RUN for a new run, or --resume RUN to go on with one.");
            if (resumes && result.Children.OfType<System.CommandLine.Parsing.OptionResult>()
                    .Any(o => o.Option != resume && !o.Implicit && o.Option.Name != "--verbose"))
                result.AddError("--resume takes every setting from the run: give it alone.");
        });
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(resume) is { } old) return Train(TrainingRun.Resume(old), old);

            var layers = new ConfigFile();
            if (parsed.GetValue(config) is { } path) layers.Read(path);
            (string Key, string? Value)[] options =
            [
                ("data", parsed.GetValue(data)), ("text", parsed.GetValue(text)), ("labelText", parsed.GetValue(labelText)),
                ("vision", parsed.GetValue(vision)), ("audio", parsed.GetValue(audio)), ("labels", parsed.GetValue(labels)),
                ("order", parsed.GetValue(order)), ("device", parsed.GetValue(device)),
            ];
            foreach (var (key, value) in options)
                if (value is not null) layers.Set($"{key}={JsonSerializer.Serialize(value)}");
            if (parsed.GetValue(seeds) is { } list) layers.Set($"seeds=[{list}]");
            foreach (string setting in parsed.GetValue(set) ?? []) layers.Set(setting);
            var built = layers.Build();
            if (parsed.GetValue(show))
            {
                Console.WriteLine(JsonSerializer.Serialize(built, ConfigFile.Json));
                return 0;
            }
            string run = parsed.GetValue(output)!;
            return Train(TrainingRun.Create(built, run, CommandLine()), run);
        });
        return command;
    }

    static int Train(TrainingRun run, string path)
    {
        if (run.Inputs.Text is WordTextEncoder words)
        {
            var coverage = words.Coverage(run.Texts);
            Console.Error.WriteLine($"words: {coverage.Words} in the transcripts, {coverage.Unknown} without a vector are left out"
                + (coverage.Unknown == 0 ? "" : $" ({string.Join(", ", coverage.UnknownWords.Take(8).Select(w => w.Key))}, …)"));
        }
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler interrupt = (_, e) =>
        {
            e.Cancel = !stop.IsCancellationRequested; // a second Ctrl-C ends at once
            stop.Cancel();
        };
        Console.CancelKeyPress += interrupt;
        try
        {
            var summary = run.Run(new TrainingProgress(run.Config), stop.Token);
            AnsiConsole.Write(CardTable.Of(summary));
            Console.WriteLine(path);
            return 0;
        }
        catch (OperationCanceledException)
        {
            throw new InputException($"stopped; {path} holds everything up to the last whole epoch: "
                + $"go on with merclip train --resume {path}");
        }
        finally
        {
            Console.CancelKeyPress -= interrupt;
        }
    }

    static string CommandLine() => "merclip " + string.Join(' ',
        Environment.GetCommandLineArgs().Skip(1).Select(a => a.Contains(' ') ? $"'{a}'" : a));
}
