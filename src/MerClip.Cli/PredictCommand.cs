using System.CommandLine;
using MerClip.Data;
using MerClip.Labels;
using MerClip.Media;
using MerClip.Runs;

namespace MerClip.Cli;

/// <summary><c>merclip predict</c>: what a run's models say of one text of one's own.</summary>
static class PredictCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "Run folder" };
        var text = new Option<string?>("--text") { Description = "What was said", HelpName = "\"…\"" };
        var audio = new Option<string?>("--audio") { Description = "How it sounded: a sound or a video", HelpName = "FILE" };
        var video = new Option<string?>("--video")
        {
            Description = "How it looked: a video, a picture or a folder of frames; a video is heard too, unless there is --audio",
            HelpName = "FILE",
        };
        var labels = new Option<string?>("--labels")
        {
            Description = "Another label set than that of training",
            HelpName = "NAME|FILE",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new ExampleCommand("predict", "Predict one utterance: the mean over the run's seeds. Modalities that are not given are skipped.",
            "merclip predict runs/first --text \"I loved every minute of it\"",
            "merclip predict runs/first --text \"the plot was boring\" --labels sentiment2 --json",
            "merclip predict runs/media --text \"well, that was great\" --video clip.mp4",
            "merclip predict runs/media --audio voice.wav --labels emotions6")
        {
            run, text, audio, video, labels, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(text) is null && result.GetValue(audio) is null && result.GetValue(video) is null)
                result.AddError("Give at least one of --text, --audio, --video.");
        });
        command.SetAction(parsed =>
        {
            var trained = new TrainedRun(parsed.GetValue(run)!);
            var utterance = new Utterance
            {
                Id = "input",
                Text = parsed.GetValue(text) ?? "",
                Media = new MediaFiles(parsed.GetValue(audio) ?? SoundOf(parsed.GetValue(video), trained.Config), parsed.GetValue(video)),
            };
            Predict(trained, utterance, parsed.GetValue(text) is not null, parsed.GetValue(labels),
                parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    static void Predict(TrainedRun run, Utterance utterance, bool hasText, string? labelsName, bool asJson)
    {
        Require(run.Config, utterance, hasText);
        var labels = labelsName is null ? run.Labels : LabelSet.Load(labelsName);
        var said = run.Predict(utterance, labels);
        string[] used = [.. said.Modalities.Select(m => m.ToString().ToLowerInvariant())];
        PredictionOutput.Print(labels, said.Answer, [.. said.Probabilities], [("text", utterance.Text), ("modalities", used), ("seeds", run.Seeds)], asJson);
    }

    static string? SoundOf(string? video, RunConfig config) => video is not null && File.Exists(video)
        && config.Audio != "features" && RunConfig.ParseOrder(config.Order!).Contains(Modality.Audio) && MediaInfo.Read(video).HasSound
            ? video
            : null;

    // A run that cannot read what is given must not seem to have done so.
    static void Require(RunConfig config, Utterance utterance, bool hasText)
    {
        void Check(bool given, string option, Modality modality, string setting, string train)
        {
            if (!given) return;
            if (!RunConfig.ParseOrder(config.Order!).Contains(modality))
                throw new InputException($"the run has no {modality.ToString().ToLowerInvariant()}, so it cannot take {option}: leave it out");
            if (setting == "features")
                throw new InputException($"the run reads precomputed {modality.ToString().ToLowerInvariant()} features, so it cannot take {option}: "
                    + $"train with {train}");
        }

        if (hasText && string.IsNullOrWhiteSpace(utterance.Text)) throw new InputException("--text is empty: write what was said");
        Check(hasText, "--text", Modality.Text, config.Text, "--text words:FILE or clip:FOLDER");
        Check(utterance.Media?.Frames is not null, "--video", Modality.Vision, config.Vision, "--vision clip:FOLDER");
        Check(utterance.Media?.Sound is not null && utterance.Media.Sound != utterance.Media.Frames, "--audio", Modality.Audio,
            config.Audio, "--audio mel or clip:FOLDER");
    }
}
