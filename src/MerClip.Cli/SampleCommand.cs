using System.CommandLine;
using MerClip.Data;
using MerClip.Sample;

namespace MerClip.Cli;

/// <summary><c>merclip sample</c>: writes a made-up corpus.</summary>
static class SampleCommand
{
    public static Command Create()
    {
        var defaults = new SampleOptions();
        var output = new Option<string>("--out") { Description = "Folder to make", HelpName = "DIR", Required = true };
        Option<int> Number(string name, int value, string description) =>
            new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        var seed = Number("--seed", defaults.Seed, "One seed gives the same files twice");
        var utterances = Number("--utterances", defaults.Utterances, "How many utterances");
        var speakers = Number("--speakers", defaults.Speakers, "How many people speak; each is in one split only");
        var frames = Number("--frames", defaults.Frames, "Images of a face for an utterance");
        var size = Number("--frame-size", defaults.FrameSize, "Rows and columns of an image");
        var disagreeing = new Option<double>("--disagreeing")
        {
            Description = "Share of utterances whose words, voice and face contradict each other, such as sarcasm",
            HelpName = "SHARE",
            DefaultValueFactory = _ => defaults.Disagreeing,
        };
        var command = new ExampleCommand("sample", "Make up a small corpus of words, voices and faces to try things on.",
            "merclip sample --out sample",
            "merclip sample --out small --utterances 90 --speakers 9 --seed 1")
        {
            output, seed, utterances, speakers, frames, size, disagreeing,
        };
        command.SetAction(parsed =>
        {
            string folder = parsed.GetValue(output)!;
            var corpus = new SampleCorpus(new SampleOptions
            {
                Seed = parsed.GetValue(seed),
                Utterances = parsed.GetValue(utterances),
                Speakers = parsed.GetValue(speakers),
                Frames = parsed.GetValue(frames),
                FrameSize = parsed.GetValue(size),
                Disagreeing = parsed.GetValue(disagreeing),
            });
            using var interrupt = new Interrupt();
            try
            {
                SampleFiles.Write(corpus, folder, new PercentLine("utterances").Show, interrupt.Token);
            }
            catch (OperationCanceledException)
            {
                throw new InputException($"stopped; nothing was left in {folder}");
            }
            Console.WriteLine(string.Join(", ", Enum.GetValues<Split>()
                .Select(s => $"{corpus.Utterances.Count(u => u.Split == s)} {s.ToString().ToLowerInvariant()}")) + " utterances of "
                + $"{parsed.GetValue(speakers)} speakers");
            Console.WriteLine(folder);
            return 0;
        });
        return command;
    }
}
