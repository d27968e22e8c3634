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
    public static Batch Of(
        IReadOnlyList<Example> examples, IReadOnlyDictionary<Modality, int> widths, Device device)
    {
        var inputs = widths.ToDictionary(w => w.Key, w => Pad(examples, w.Key, w.Value, device));
        Tensor? targets = null;
        if (examples.All(e => e.Target is not null))
        {
            int count = examples[0].Target!.Length;
            targets = tensor(examples.SelectMany(e => e.Target!).ToArray(), [examples.Count, count], device: device);
        }
        return new Batch(examples.Count, inputs, targets);
    }

    static PaddedSequence Pad(IReadOnlyList<Example> examples, Modality modality, int width, Device device)
    {
        int longest = examples.Max(e => e.Inputs.TryGetValue(modality, out var s) ? s.Steps : 1);
        var values = new float[examples.Count * longest * width];
        var mask = new bool[examples.Count * longest];
        for (int row = 0; row < examples.Count; row++)
        {
            if (!examples[row].Inputs.TryGetValue(modality, out var sequence)) continue;
            if (sequence.Width != width)
                throw new InputException($"utterance {examples[row].Utterance.Id}: its {modality} has {sequence.Width} features "
                    + $"a step, the model reads {width}: use data with the features that the model was trained on");
            sequence.Values.Span.CopyTo(values.AsSpan(row * longest * width));
            mask.AsSpan(row * longest, sequence.Steps).Fill(true);
        }
        return new PaddedSequence(
            tensor(values, [examples.Count, longest, width], device: device),
            tensor(mask, [examples.Count, longest], device: device));
    }
}
