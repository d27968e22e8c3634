using MerClip.Data;
using MerClip.Media;
using MerClip.Prediction;
using MerClip.Training;

namespace MerClip.Runs;

/// <summary>Everything that decides a run. Config files say only what differs from these defaults.</summary>
public sealed record RunConfig
{
    /// <summary>The data file.</summary>
    public string Data { get; init; } = "";

    /// <summary>What encodes the text: <c>words:FILE</c>, <c>clip:FOLDER</c> or <c>features</c> (of the data).</summary>
    public string Text { get; init; } = "features";

    /// <summary>What encodes the audio: <c>mel</c> (log-mel frames), <c>clip:FOLDER</c> (pictures of the spectrogram) or <c>features</c>.</summary>
    public string Audio { get; init; } = "features";

    /// <summary>What encodes the vision: <c>clip:FOLDER</c> (frames) or <c>features</c>.</summary>
    public string Vision { get; init; } = "features";

    /// <summary>What encodes the labels' texts; null takes the text's encoder.</summary>
    public string? LabelText { get; init; }

    /// <summary>Which frames of a recording are looked at.</summary>
    public FrameSampling Frames { get; init; } = new();

    /// <summary>The log-mel frames of a voice.</summary>
    public LogMelOptions Mel { get; init; } = new();

    /// <summary>How many log-mel frames are one step.</summary>
    public int MelStack { get; init; } = 16;

    /// <summary>How spectrograms are drawn for a CLIP, whose picture size they take.</summary>
    public SpectrogramOptions Spectrogram { get; init; } = new(Seconds: 1);

    /// <summary>Where encoded inputs are kept; null takes the folder in <c>MERCLIP_CACHE</c>, or one of this user. It does not change
    /// any number.</summary>
    public string? Cache { get; init; }

    /// <summary>The label set: a shipped name or a file.</summary>
    public string Labels { get; init; } = "sentiment7";

    /// <summary>The fusion order, such as <c>text,vision,audio</c>; null takes all that the data has, in that order. A modality
    /// that is left out is left out of the model.</summary>
    public string? Order { get; init; }

    /// <summary>One training for each.</summary>
    public IReadOnlyList<int> Seeds { get; init; } = [0];

    /// <summary>Where to compute: <c>auto</c>, <c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>The architecture.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>What is minimised.</summary>
    public ObjectiveOptions Objective { get; init; } = new();

    /// <summary>How it is minimised.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Reads a fusion order.</summary>
    /// <exception cref="InputException">A modality does not exist or stands twice.</exception>
    public static IReadOnlyList<Modality> ParseOrder(string order)
    {
        var modalities = order.Split(',', StringSplitOptions.TrimEntries).Select(name =>
            Enum.TryParse<Modality>(name, ignoreCase: true, out var m) && char.IsLetter(name[0])
                ? m
                : throw new InputException($"order '{order}': '{name}' is no modality: use text, audio, vision")).ToArray();
        return modalities.Distinct().Count() == modalities.Length
            ? modalities
            : throw new InputException($"order '{order}' has a modality twice: name each once");
    }
}
