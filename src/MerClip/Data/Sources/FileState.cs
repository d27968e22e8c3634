namespace MerClip.Data.Sources;

/// <summary>Whether a file in a data folder can be used.</summary>
public enum FileState
{
    /// <summary>It is byte for byte, or by size, what was published.</summary>
    Complete,

    /// <summary>It can be read; nothing is published to compare it with.</summary>
    Readable,

    /// <summary>It is incomplete, damaged, or not what its makers published.</summary>
    Wrong,

    /// <summary>It is no data set.</summary>
    Other,
}
