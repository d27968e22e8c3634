namespace MerClip.Sample;

/// <summary>An emotion, in the order of CMU-MOSEI's labels.</summary>
public enum Emotion
{
    /// <summary>None of the six.</summary>
    None,

    /// <summary>Happiness.</summary>
    Happy,

    /// <summary>Sadness.</summary>
    Sad,

    /// <summary>Anger.</summary>
    Anger,

    /// <summary>Surprise, good or bad.</summary>
    Surprise,

    /// <summary>Disgust.</summary>
    Disgust,

    /// <summary>Fear.</summary>
    Fear,
}
