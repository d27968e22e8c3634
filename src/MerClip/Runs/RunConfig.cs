using MerClip.Data;
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

    /// <summary>What encodes the audio: <c>features</c>.</summary>
    public string Audio { get; init; } = "features";

    /// <summary>What encodes the vision: <c>features</c>.</summary>
    public string Vision { get; init; } = "features";

    /// <summary>What encodes the labels' texts; null takes the text's encoder.</summary>
    public string? LabelText { get; init; }

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
