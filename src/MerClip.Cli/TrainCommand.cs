using System.CommandLine;
using System.Text.Json;
using MerClip.Encoders;
using MerClip.Encoders.Words;
using MerClip.Runs;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary><c>merclip train</c>: one run folder from data, labels and settings.</summary>
static class TrainCommand
{
    public static Command Create()
    {
        // Each of these is a setting of the config under another name.
        (string Key, Option<string?> Option)[] settings =
        [
            ("data", Setting("--data", "PATH", "Data file (MMSA pickle), or label.csv beside recordings in Raw/")),
            ("text", Setting("--text", "SOURCE", "What encodes the text: words:FILE (GloVe format), clip:FOLDER (a CLIP checkpoint) or features")),
            ("labelText", Setting("--label-text", "SOURCE", "What encodes the labels, if not what encodes the text")),
            ("vision", Setting("--vision", "SOURCE", "What encodes the vision: clip:FOLDER (frames) or features")),
            ("audio", Setting("--audio", "SOURCE", "What encodes the audio: mel (log-mel frames), clip:FOLDER (spectrograms) or features")),
            ("labels", Setting("--labels", "NAME|FILE",
                $"Label set: a JSON file or one of {string.Join(", ", MerClip.Labels.LabelSet.Shipped)}")),
            ("cache", Setting("--cache", "DIR", "Where encoded inputs are kept (MERCLIP_CACHE, or a folder of this user)")),
            ("order", Setting("--order", "text,vision,audio", "Fusion order; a modality left out is left out of the model")),
            ("device", Setting("--device", "DEVICE", "auto, cpu or cuda")),
        ];
        var seeds = Setting("--seeds", "0,1,2", "One training for each");
        var config = Setting("--config", "FILE", "JSON file with the settings that differ from the defaults");
        var set = new Option<string[]>("--set")
        {
            Description = "One setting, such as model.width=128; may be repeated",
            HelpName = "KEY=VALUE",
        };
        var output = Setting("--out", "RUN", "Run folder to make");
        var resume = Setting("--resume", "RUN", "Go on with a run where it stopped, in whatever way it stopped");
        var show = new Option<bool>("--show-config") { Description = "Print every setting as it would be used, and stop" };

        var command = new ExampleCommand("train", "Train on a corpus and write a run folder.",
            "merclip train --data mosi.pkl --text words:glove.6B.100d.txt --seeds 0,1,2 --out runs/first",
            "merclip train --data mosi.pkl --text words:glove.6B.100d.txt --order text,audio --labels sentiment5 --out runs/five",
            "merclip train --data mosi.pkl --text clip:clip-vit-base-patch32 --out runs/clip",
            "merclip train --data sample/label.csv --text clip:sample --vision clip:sample --audio mel --out runs/media",
            "merclip train --data sample/label.csv --text clip:sample --vision clip:sample --audio mel "
                + "--set 'training.tune={\"encoders.vision.clip.*\":1e-5}' --out runs/tuned",
            "merclip train --data mosi.pkl --config my.json --set model.fusion=parallel --out runs/parallel",
            "merclip train --resume runs/first")
        {
            seeds, config, set, output, resume, show,
        };
        foreach (var (_, option) in settings) command.Options.Add(option);
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
            if (parsed.GetValue(resume) is { } old) return Train((watcher, stop) => TrainingRun.Resume(old, watcher, stop), old);

            var layers = new ConfigFile();
            if (parsed.GetValue(config) is { } path) layers.Read(path);
            foreach (var (key, option) in settings)
                if (parsed.GetValue(option) is { } value) layers.Set($"{key}={JsonSerializer.Serialize(value)}");
            if (parsed.GetValue(seeds) is { } list) layers.Set($"seeds=[{list}]");
            foreach (string setting in parsed.GetValue(set) ?? []) layers.Set(setting);
            var built = layers.Build();
            if (parsed.GetValue(show))
            {
                Console.WriteLine(JsonSerializer.Serialize(built, ConfigFile.Json));
                return 0;
            }
            string run = parsed.GetValue(output)!;
            return Train((watcher, stop) => TrainingRun.Create(built, run, CommandLine(), watcher, stop), run);
        });
        return command;
    }

    static Option<string?> Setting(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    static int Train(Func<IEncodingWatcher, CancellationToken, TrainingRun> open, string path)
    {
        using var interrupt = new Interrupt();
        bool begun = false;
        try
        {
            var encoding = new EncodingProgress();
            var run = open(encoding, interrupt.Token);
            encoding.Summarise();
            if (run.Inputs.Encoders.Text is WordTextEncoder words)
            {
                var coverage = words.Coverage(run.Texts);
                Console.Error.WriteLine($"words: {coverage.Words} in the transcripts, {coverage.Unknown} without a vector are left out"
                    + (coverage.Unknown == 0 ? "" : $" ({string.Join(", ", coverage.UnknownWords.Take(8).Select(w => w.Key))}, …)"));
            }
            begun = true;
            var summary = run.Run(new TrainingProgress(run.Config), interrupt.Token);
            AnsiConsole.Write(CardTable.Of(summary));
            Console.WriteLine(path);
            return 0;
        }
        catch (OperationCanceledException)
        {
            throw new InputException(begun
                ? $"stopped; {path} holds everything up to the last whole epoch: go on with merclip train --resume {path}"
                : "stopped while encoding; what is encoded is kept: give the same command again");
        }
    }

    static string CommandLine() => "merclip " + string.Join(' ',
        Environment.GetCommandLineArgs().Skip(1).Select(a => a.Contains(' ') ? $"'{a}'" : a));
}
