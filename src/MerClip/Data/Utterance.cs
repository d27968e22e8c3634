using MerClip.Media;

namespace MerClip.Data;

/// <summary>One spoken utterance with whatever modalities and labels the data has of it.</summary>
public sealed record Utterance
{
    /// <summary>Unique within the corpus; for MOSI and MOSEI <c>VIDEO$_$CLIP</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Where it starts and ends in its video, in seconds; null if the data does not say.</summary>
    public (double Start, double End)? Time { get; init; }

    /// <summary>The transcript, as the data has it; empty if it has none.</summary>
    public string Text { get; init; } = "";

    /// <summary>Sentiment, usually in [−3, 3]; NaN if the data has none.</summary>
    public float Sentiment { get; init; } = float.NaN;

    /// <summary>The name of the class in the data (<c>Negative</c>, …); null if it has none.</summary>
    public string? Annotation { get; init; }

    /// <summary>Strength of each emotion of <see cref="Corpus.Emotions"/>, 0 = absent; null if the data has none.</summary>
    public IReadOnlyList<float>? Emotions { get; init; }

    /// <summary>Precomputed features by modality; a modality that is missing has no entry.</summary>
    public IReadOnlyDictionary<Modality, FeatureSequence> Features { get; init; } =
        new Dictionary<Modality, FeatureSequence>();

    /// <summary>The recording; null if the data has none.</summary>
    public MediaFiles? Media { get; init; }

    /// <summary>The video, and so the speaker, that the utterance is cut from: the id up to <c>$_$</c>.</summary>
    public string Video => VideoOf(Id);

    /// <summary>The video that an id names.</summary>
    internal static string VideoOf(string id) => id.Split("$_$")[0];
}
