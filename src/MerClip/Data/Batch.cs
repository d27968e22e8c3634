using static TorchSharp.torch;

namespace MerClip.Data;

/// <summary>Some examples as tensors, in the caller's dispose scope.</summary>
/// <param name="Size">How many examples, B.</param>
/// <param name="Inputs">The modalities asked for.</param>
/// <param name="Targets">Truth, <c>[B, K]</c>; null if an example has none.</param>
public sealed record Batch(int Size, IReadOnlyDictionary<Modality, PaddedSequence> Inputs, Tensor? Targets)
{
    /// <summary>Pads examples to the longest among them.</summary>
    /// <param name="examples">At least one.</param>
    /// <param name="widths">The modalities to take, and how many features a step of each has.</param>
    /// <param name="device">Where the tensors go.</param>
    /// <exception cref="InputException">A sequence has another width; the message names the utterance.</exception>
    public static Batch Of(IReadOnlyList<Example> examples, IReadOnlyDictionary<Modality, int> widths, Device device) =>
        PaddedBatch.Of(examples, widths).ToTensors(device);
}
