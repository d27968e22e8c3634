namespace MerClip.Sample;

/// <summary>How the modalities of an utterance contradict each other.</summary>
public enum Disagreement
{
    /// <summary>They do not, beyond their noise.</summary>
    None,

    /// <summary>Positive words in a negative voice with a negative face; what is meant is negative.</summary>
    Sarcasm,

    /// <summary>A smile over negative words and a negative voice; what is meant is negative.</summary>
    PoliteSmile,

    /// <summary>Only the words say what is felt; voice and face stay still.</summary>
    Deadpan,
}
