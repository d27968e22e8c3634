namespace MerClip.Evaluation.Published;

/// <summary>What a published number is worth beside one of ours.</summary>
public enum PublishedMark
{
    /// <summary>Its authors, or somebody who quotes them, say so.</summary>
    Claimed,

    /// <summary>Somebody else ran it and found this.</summary>
    ReRun,

    /// <summary>Measured in a way that does not compare.</summary>
    ProtocolDiffers,
}
