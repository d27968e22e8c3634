using static TorchSharp.torch;

namespace MerClip.Labels;

/// <summary>A label set with what the frozen text encoder says of it.</summary>
/// <param name="Set">The labels.</param>
/// <param name="Features">A vector a label, the mean over its phrasings in all templates, <c>[C, W]</c>.</param>
public sealed record LabelInput(LabelSet Set, Tensor Features);
