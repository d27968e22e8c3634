using System.CommandLine;
using MerClip.Data;
using MerClip.Encoders;
using MerClip.Labels;
using MerClip.Media;
using MerClip.Runs;
using static TorchSharp.torch;

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
        var corpus = new Corpus(new Dictionary<Split, IReadOnlyList<Utterance>> { [Split.Test] = [utterance] });
        var mean = new float[labels.Count];
        RunInputs? inputs = null;
        foreach (int seed in run.Seeds)
        {
            using var scope = NewDisposeScope();
            var device = Machine.DeviceFor(run.Config.Device);
            using var model = run.Model(seed, device);
            inputs ??= run.Inputs(corpus, labels, model.Spec, new Strict());
            var examples = inputs.Examples(Split.Test, needTruth: false);
            if (examples[0].Inputs.Count == 0)
                throw new InputException("nothing of the input is known to the run: use other words for --text, or keep the file of "
                    + "word vectors in its place, or give the other modalities of the run");
            var probabilities = Predictions.Probabilities(model, inputs.LabelInput(device), inputs, examples)[0];
            for (int c = 0; c < mean.Length; c++) mean[c] += probabilities[c] / run.Seeds.Count;
        }
        string[] used = [.. inputs!.Examples(Split.Test, needTruth: false)[0].Inputs.Keys.Select(m => m.ToString().ToLowerInvariant())];
        string prediction = inputs.Objective.Prediction(mean);
        PredictionOutput.Print(labels, prediction, mean, [("text", utterance.Text), ("modalities", used), ("seeds", run.Seeds)], asJson);
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

    /// <summary>What a person names must be readable.</summary>
    sealed class Strict : IEncodingWatcher
    {
        public void Waiting(string modality) { }

        public void Encoded(string modality, int done, int all) { }

        public void Failed(string modality, Utterance utterance, string message) => throw new InputException(message);
    }
}
