namespace MerClip.Media;

/// <summary>How pitch in mel depends on frequency in Hz.</summary>
public enum MelScale
{
    /// <summary>Slaney (Auditory Toolbox, 1998): 3/200 mel a Hz below 1 kHz, above it 27 mel for a factor of 6.4. librosa's default.</summary>
    Slaney,

    /// <summary>O'Shaughnessy (1987), as in HTK: 2595 log₁₀(1 + f/700). torchaudio's default.</summary>
    Htk,
}
