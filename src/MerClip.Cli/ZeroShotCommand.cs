using System.CommandLine;
using MerClip.Data;
using MerClip.Encoders;
using MerClip.Encoders.Clip;
using MerClip.Evaluation;
using MerClip.Labels;
using MerClip.Media;
using MerClip.Prediction;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary><c>merclip zeroshot</c>: what a CLIP says of labels without any training.</summary>
static class ZeroShotCommand
{
    public static Command Create()
    {
        var clip = new Argument<string>("CLIP") { Description = "A CLIP's folder or .pt file; 'sample' is the one that comes with the kit" };
        var text = new Option<string?>("--text") { Description = "What was said", HelpName = "\"…\"" };
        var video = new Option<string?>("--video") { Description = "A video, a picture or a folder of frames", HelpName = "FILE" };
        var data = new Option<string?>("--data") { Description = "A corpus to score a split of", HelpName = "PATH" };
        var modality = new Option<string>("--modality") { Description = "What of the corpus to read: text or vision", DefaultValueFactory = _ => "text" };
        var split = new Option<string>("--split") { Description = "train, valid or test", DefaultValueFactory = _ => "test" };
        var labels = new Option<string>("--labels")
        {
            Description = $"Label set: a JSON file or one of {string.Join(", ", LabelSet.Shipped)}",
            HelpName = "NAME|FILE",
            DefaultValueFactory = _ => "sentiment7",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON for a text or a video" };
        modality.AcceptOnlyFromAmong("text", "vision");
        split.AcceptOnlyFromAmong("train", "valid", "test");
        var command = new ExampleCommand("zeroshot", "Compare a text, frames or a corpus with labels by CLIP alone: no training.",
            "merclip zeroshot sample --text \"I loved every minute of it\" --labels sentiment3",
            "merclip zeroshot clip-vit-base-patch32 --video clip.mp4 --labels emotions6",
            "merclip zeroshot sample --data sample/label.csv --modality vision --labels emotions6")
        {
            clip, text, video, data, modality, split, labels, json,
        };
        command.Validators.Add(result =>
        {
            if (new[] { text, video, data }.Count(option => result.GetValue(option) is not null) != 1)
                result.AddError("Give one of --text, --video, --data.");
        });
        command.SetAction(parsed =>
        {
            var judge = new ZeroShot(ClipFolder.Open(parsed.GetValue(clip)!), LabelSet.Load(parsed.GetValue(labels)!));
            if (parsed.GetValue(data) is { } path)
            {
                Score(judge, CorpusReader.Read(path).Corpus, Enum.Parse<Split>(parsed.GetValue(split)!, ignoreCase: true),
                    parsed.GetValue(modality) == "vision");
                return 0;
            }
            float[]? probabilities = parsed.GetValue(text) is { } words
                ? judge.OfText(words)
                : judge.OfPictures(FrameReader.Read(parsed.GetValue(video)!, new FrameSampling()));
            if (probabilities is null) throw new InputException("there is nothing in the input: give a text with words, or a video with pictures");
            PredictionOutput.Print(judge.Labels, judge.Objective.Prediction(probabilities), probabilities, [], parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    static void Score(ZeroShot judge, Corpus corpus, Split split, bool looks)
    {
        string name = split.ToString().ToLowerInvariant();
        if (corpus[split].Count == 0) throw new InputException($"the data has no utterance in the split {name}");
        var table = new PredictionTable(judge.Labels.Kind, [.. judge.Labels.Labels.Select(l => l.Name)]);
        int skipped = 0;
        foreach (var utterance in corpus[split])
        {
            string? frames = MediaFeatures.FileOf(utterance, Modality.Vision);
            var probabilities = !looks ? judge.OfText(utterance.Text)
                : frames is null ? null : judge.OfPictures(FrameReader.Read(frames, new FrameSampling()));
            if (probabilities is null)
            {
                skipped++;
                continue;
            }
            table.Add(new PredictionRow(split, utterance.Id, judge.Objective.Truth(judge.Objective.Target(utterance, corpus)),
                judge.Objective.Prediction(probabilities), [.. probabilities.Select(p => (double)p)]));
        }
        if (skipped == corpus[split].Count) throw new InputException($"no utterance of {name} has {(looks ? "frames" : "text")} to look at");
        if (skipped > 0) Console.Error.WriteLine($"{skipped} utterances without {(looks ? "frames" : "text")} are left out");
        var truth = judge.Objective.Truth(corpus, Split.Train);
        AnsiConsole.Write(CardTable.Of(SeedSummary.Of(split, new Dictionary<int, IScoreCard> { [0] = table.Score(split) }, table.Floors(split, truth)), "zero-shot"));
    }
}
