namespace MerClip.Data;

/// <summary>A part of a corpus. Models learn on <see cref="Train"/>, are chosen on <see cref="Valid"/>, and meet
/// <see cref="Test"/> once.</summary>
public enum Split
{
    /// <summary>What the weights are fitted to; the only source of normalisation statistics.</summary>
    Train,

    /// <summary>What checkpoints and settings are chosen on.</summary>
    Valid,

    /// <summary>What is reported; read once, after training.</summary>
    Test,
}
