using MerClip.Data;

namespace MerClip.Fusion;

/// <summary>What a fusion is built from.</summary>
/// <param name="Modalities">The modalities of the model, in fusion order π.</param>
/// <param name="Width">Joint width d.</param>
/// <param name="Heads">Attention heads; divides <paramref name="Width"/>.</param>
/// <param name="Layers">Blocks for each modality.</param>
/// <param name="Dropout">Probability of dropping inside blocks, [0, 1).</param>
public sealed record FusionOptions(
    IReadOnlyList<Modality> Modalities, int Width, int Heads, int Layers, double Dropout);
