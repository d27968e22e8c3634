namespace MerClip.Evaluation;

/// <summary>What is predicted of an utterance.</summary>
public enum TargetKind
{
    /// <summary>A number on a scale, such as sentiment.</summary>
    Ordinal,

    /// <summary>Exactly one of the labels.</summary>
    Single,

    /// <summary>Any number of the labels, none included.</summary>
    Multi,
}
