using System.CommandLine;
using MerClip.Data;
using MerClip.Data.Writers;

namespace MerClip.Cli;

/// <summary><c>merclip convert</c>: a data set in another format.</summary>
static class ConvertCommand
{
    public static Command Create()
    {
        var from = new Argument<string>("IN") { Description = "Data set, of any format that training reads: a file, or a folder of files" };
        var to = new Argument<string>("OUT") { Description = $"File to write; its ending says the format: {CorpusWriter.Formats}" };
        var command = new ExampleCommand("convert",
            "Write a data set in another format. Arrow has the columns split, id, raw_text, annotation, sentiment, emotions, "
            + "and text, audio, vision as lists of steps; missing ones are left out.",
            "merclip convert mosei_senti_data.pkl mosei.arrow",
            "merclip convert cmu-mosei-csd/ mosei.pkl",
            "merclip convert mosi.arrow mosi.safetensors")
        {
            from, to,
        };
        command.SetAction(parsed =>
        {
            CorpusFile file = CorpusReader.Read(parsed.GetValue(from)!);
            string target = parsed.GetValue(to)!;
            string format = CorpusWriter.Write(file.Corpus, target);
            Console.WriteLine($"{target}: {format}, from {file.Format}: "
                + string.Join(", ", Enum.GetValues<Split>().Select(s => $"{file.Corpus[s].Count} {s.ToString().ToLowerInvariant()}")));
            return 0;
        });
        return command;
    }
}
