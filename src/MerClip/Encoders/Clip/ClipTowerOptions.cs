namespace MerClip.Encoders.Clip;

/// <summary>The sizes of one of CLIP's two transformers.</summary>
/// <param name="Width">Features a position, w.</param>
/// <param name="Layers">How many blocks.</param>
/// <param name="Heads">Attention heads; they divide the width.</param>
/// <param name="Hidden">Features between the projections of the feed-forward layer.</param>
/// <param name="Activation">What happens to these.</param>
/// <param name="Epsilon">What layer norms add to the variance.</param>
public sealed record ClipTowerOptions(
    int Width, int Layers, int Heads, int Hidden, ClipActivation Activation = ClipActivation.QuickGelu, double Epsilon = 1e-5);
