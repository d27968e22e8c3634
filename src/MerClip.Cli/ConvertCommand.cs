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
        var align = new Option<string?>("--align")
        {
            Description = "Make one step a word of all features: to the last bit what the CMU SDK makes of them, or corrected (each row "
                + "counts by the time that it shares with the word, and only where it is finite; no utterance is left out)",
            HelpName = "sdk|corrected",
        };
        align.AcceptOnlyFromAmong("sdk", "corrected");
        var emotions = new Option<string?>("--emotions")
        {
            Description = "Take the emotions from another data set, by id or, where clips are numbered otherwise, by time, such as "
                + "the SDK's labels for a pickle without",
            HelpName = "PATH",
        };
        var command = new ExampleCommand("convert",
            "Write a data set in another format. Aligning may be stopped: OUT.part keeps the videos that are finished, and the same "
            + "command goes on after them. Arrow has the columns split, id, raw_text, annotation, sentiment, emotions, "
            + "and text, audio, vision as lists of steps; missing ones are left out.",
            "merclip convert mosei_senti_data.pkl mosei.arrow",
            "merclip convert cmu-mosei-csd/ mosei.pkl --align corrected",
            "merclip convert aligned_50.pkl mosei.pkl --emotions cmu-mosei-labels/",
            "merclip convert mosi.arrow mosi.safetensors")
        {
            from, to, align, emotions,
        };
        command.SetAction(parsed =>
        {
            string source = parsed.GetValue(from)!, target = parsed.GetValue(to)!;
            string part = target + ".part";
            if (parsed.GetValue(align) is not null && File.Exists(part)) Console.Error.WriteLine($"going on with {part}");
            CorpusFile file = parsed.GetValue(align) is { } mode
                ? CorpusReader.ReadAligned(source, Enum.Parse<AlignmentMode>(mode, ignoreCase: true), part, new PercentLine("aligning").Show)
                : CorpusReader.Read(source);
            if (file.LeftOut.Count > 0)
                Console.Error.WriteLine($"{file.LeftOut.Count} utterances are left out: their videos are in no fold (inspect --audit names them)"
                    + (parsed.GetValue(align) == "sdk" ? ", or a sequence has nothing in their time: --align corrected keeps those" : ""));
            Corpus corpus = file.Corpus;
            if (parsed.GetValue(emotions) is { } other)
            {
                (corpus, int found, string by) = CorpusJoin.WithEmotions(corpus, CorpusReader.Read(other).Corpus);
                Console.Error.WriteLine($"emotions of {found} of {corpus.All.Count()} utterances, found {by}");
            }
            string format = CorpusWriter.Write(corpus, target);
            if (parsed.GetValue(align) is not null) File.Delete(part);
            Console.WriteLine($"{target}: {format}, from {file.Format}: "
                + string.Join(", ", Enum.GetValues<Split>().Select(s => $"{file.Corpus[s].Count} {s.ToString().ToLowerInvariant()}")));
            return 0;
        });
        return command;
    }
}
