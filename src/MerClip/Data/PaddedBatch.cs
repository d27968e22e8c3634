using System.Buffers;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MerClip.Data;

/// <summary>Some examples, padded, before they are tensors: what another thread can prepare. Buffers are used again, because garbage of
/// megabytes a step is collected late.</summary>
sealed class PaddedBatch
{
    readonly IReadOnlyList<Example> examples;
    readonly Dictionary<Modality, (float[] Values, bool[] Mask, int Width)> inputs;

    PaddedBatch(IReadOnlyList<Example> examples, IReadOnlyDictionary<Modality, int> widths)
    {
        this.examples = examples;
        inputs = widths.ToDictionary(w => w.Key, w => Pad(w.Key, w.Value));
    }

    /// <summary>Pads examples to the longest among them, as <see cref="Batch.Of"/>.</summary>
    public static PaddedBatch Of(IReadOnlyList<Example> examples, IReadOnlyDictionary<Modality, int> widths) => new(examples, widths);

    /// <summary>The batch, in the caller's dispose scope; to be asked for once.</summary>
    public Batch ToTensors(Device device)
    {
        int size = examples.Count;
        Tensor? targets = null;
        if (examples.All(e => e.Target is not null))
            targets = tensor(examples.SelectMany(e => e.Target!).ToArray(), [size, examples[0].Target!.Length], device: device);
        return new Batch(size, inputs.ToDictionary(i => i.Key, i => new PaddedSequence(
            Values(i.Value.Values, [size, i.Value.Mask.Length / size, i.Value.Width], device),
            tensor(i.Value.Mask, [size, i.Value.Mask.Length / size], device: device))), targets);
    }

    static Tensor Values(float[] buffer, long[] shape, Device device)
    {
        var values = empty(shape, float32, CPU);
        var bytes = values.bytes;
        MemoryMarshal.AsBytes(buffer.AsSpan())[..bytes.Length].CopyTo(bytes);
        ArrayPool<float>.Shared.Return(buffer);
        return values.to(device);
    }

    (float[] Values, bool[] Mask, int Width) Pad(Modality modality, int width)
    {
        int longest = examples.Max(e => e.Inputs.TryGetValue(modality, out var s) ? s.Steps : 1);
        var values = ArrayPool<float>.Shared.Rent(examples.Count * longest * width);
        values.AsSpan(0, examples.Count * longest * width).Clear();
        var mask = new bool[examples.Count * longest];
        for (int row = 0; row < examples.Count; row++)
        {
            if (!examples[row].Inputs.TryGetValue(modality, out var sequence)) continue;
            if (sequence.Width != width)
                throw new InputException($"utterance {examples[row].Utterance.Id}: its {modality} has {sequence.Width} features "
                    + $"a step, the model reads {width}: use data with the features that the model was trained on");
            sequence.CopyTo(values.AsSpan(row * longest * width));
            mask.AsSpan(row * longest, sequence.Steps).Fill(true);
        }
        return (values, mask, width);
    }
}
