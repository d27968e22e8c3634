using MerClip.Data;

namespace MerClip.Robustness;

/// <summary>What a damage made of the inputs.</summary>
/// <param name="Examples">The examples, in the order of the clean ones.</param>
/// <param name="Reversed">Which of them are to be fused in the reverse order; null if none is.</param>
public sealed record Damaged(IReadOnlyList<Example> Examples, bool[]? Reversed = null);
