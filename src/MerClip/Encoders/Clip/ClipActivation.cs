namespace MerClip.Encoders.Clip;

/// <summary>What a block's feed-forward layer does between its two projections.</summary>
public enum ClipActivation
{
    /// <summary>x · σ(1.702 x), which OpenAI's weights were trained with.</summary>
    QuickGelu,

    /// <summary>x · Φ(x), which most of open_clip's were.</summary>
    Gelu,
}
