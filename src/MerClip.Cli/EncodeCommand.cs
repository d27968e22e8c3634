using System.CommandLine;
using System.Text.Json;
using MerClip.Data;
using MerClip.Encoders.Cache;
using MerClip.Runs;
using static TorchSharp.torch;

namespace MerClip.Cli;

/// <summary><c>merclip encode</c>: runs frozen encoders over a corpus once, so that training from it need not.</summary>
static class EncodeCommand
{
    public static Command Create()
    {
        (string Key, Option<string?> Option)[] settings =
        [
            ("data", new("--data") { Description = "Data file, or label.csv beside recordings in Raw/", HelpName = "PATH", Required = true }),
            ("text", new("--text") { Description = "clip:FOLDER, or nothing to leave texts alone", HelpName = "SOURCE" }),
            ("vision", new("--vision") { Description = "clip:FOLDER, or nothing to leave frames alone", HelpName = "SOURCE" }),
            ("audio", new("--audio") { Description = "mel or clip:FOLDER, or nothing to leave voices alone", HelpName = "SOURCE" }),
            ("labels", new("--labels") { Description = "Label set that is encoded with the texts", HelpName = "NAME|FILE" }),
            ("cache", new("--cache") { Description = "Where encoded inputs are kept (MERCLIP_CACHE, or a folder of this user)", HelpName = "DIR" }),
        ];
        var set = new Option<string[]>("--set") { Description = "One setting, such as frames.most=16; may be repeated", HelpName = "KEY=VALUE" };
        var command = new ExampleCommand("encode",
            "Run frozen encoders over a corpus once. Stopped in whatever way, the same command goes on; train takes what is there.",
            "merclip encode --data sample/label.csv --text clip:sample --vision clip:sample --audio mel",
            "merclip encode --data mosi/label.csv --vision clip:clip-vit-base-patch32 --set frames.most=16 --cache /big/disk")
        {
            set,
        };
        foreach (var (_, option) in settings) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var layers = new ConfigFile();
            foreach (var (key, option) in settings)
                if (parsed.GetValue(option) is { } value) layers.Set($"{key}={JsonSerializer.Serialize(value)}");
            foreach (string setting in parsed.GetValue(set) ?? []) layers.Set(setting);
            return Encode(layers.Build());
        });
        return command;
    }

    static int Encode(RunConfig config)
    {
        if (config is { Text: "features", Vision: "features", Audio: "features" })
            throw new InputException("nothing to encode: give --text, --vision or --audio");
        using var interrupt = new Interrupt();
        var progress = new EncodingProgress();
        var corpus = CorpusReader.Read(config.Data).Corpus;
        set_num_threads(Environment.ProcessorCount); // unlike training, large operations
        try
        {
            RunInputs.ForTraining(config, corpus, progress, interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            throw new InputException("stopped; what is encoded is kept: give the same command again to go on");
        }
        finally
        {
            progress.Summarise();
        }
        Console.Error.WriteLine(progress.Count == 0 ? "everything was encoded already" : $"{progress.Count} inputs encoded");
        Console.WriteLine(config.Cache ?? FeatureCache.DefaultFolder);
        return 0;
    }
}
