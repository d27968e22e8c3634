namespace MerClip.Data;

/// <summary>A channel of an utterance.</summary>
public enum Modality
{
    /// <summary>What is said: the transcript, or features of it.</summary>
    Text,

    /// <summary>How it sounds.</summary>
    Audio,

    /// <summary>What the face shows.</summary>
    Vision,
}
