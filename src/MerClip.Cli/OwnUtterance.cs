using System.CommandLine;
using MerClip.Data;
using MerClip.Encoders;
using MerClip.Media;
using MerClip.Runs;

namespace MerClip.Cli;

/// <summary>An utterance that somebody gives on the command line.</summary>
sealed class OwnUtterance
{
    /// <summary>Its id.</summary>
    public const string Id = "input";

    public Option<string?> Text { get; } = new("--text") { Description = "What was said", HelpName = "\"…\"" };

    public Option<string?> Audio { get; } = new("--audio") { Description = "How it sounded: a sound or a video", HelpName = "FILE" };

    public Option<string?> Video { get; } = new("--video")
    {
        Description = "How it looked: a video, a picture or a folder of frames; a video is heard too, unless there is --audio",
        HelpName = "FILE",
    };

    /// <summary>Whether any of the options is there; for validators.</summary>
    public bool IsGiven(System.CommandLine.Parsing.CommandResult result) =>
        result.GetValue(Text) is not null || result.GetValue(Audio) is not null || result.GetValue(Video) is not null;

    /// <summary>What was given, for a run.</summary>
    /// <exception cref="InputException">The run cannot read it.</exception>
    public Utterance Read(ParseResult parsed, TrainedRun run)
    {
        var utterance = new Utterance
        {
            Id = Id,
            Text = parsed.GetValue(Text) ?? "",
            Media = new MediaFiles(parsed.GetValue(Audio) ?? SoundOf(parsed.GetValue(Video), run.Config), parsed.GetValue(Video)),
        };
        Require(run.Config, utterance, parsed.GetValue(Text) is not null);
        return utterance;
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

    /// <summary>What a person names must be readable; the rest is told to another watcher.</summary>
    public sealed class Strict(IEncodingWatcher? others = null) : IEncodingWatcher
    {
        public void Waiting(string modality) => others?.Waiting(modality);

        public void Encoded(string modality, int done, int all) => others?.Encoded(modality, done, all);

        public void Failed(string modality, Utterance utterance, string message)
        {
            if (utterance.Id == Id) throw new InputException(message);
            others?.Failed(modality, utterance, message);
        }
    }
}
