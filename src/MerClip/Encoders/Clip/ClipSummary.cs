namespace MerClip.Encoders.Clip;

/// <summary>What a checkpoint of CLIP is, without its weights having been read.</summary>
/// <param name="Weights">The file.</param>
/// <param name="Options">The sizes.</param>
/// <param name="Parameters">How many numbers the weights are.</param>
/// <param name="Types">Their element types, by the names of safetensors.</param>
/// <param name="Mode">Whose layout it is, and whose tokenizer it takes.</param>
/// <param name="Folder">Where its vocabulary should be.</param>
/// <param name="Colours">What the colours of images are normalized by.</param>
public sealed record ClipSummary(
    string Weights, ClipOptions Options, long Parameters, IReadOnlyList<string> Types, ClipTokenizerMode Mode, string Folder,
    ClipColours Colours);
