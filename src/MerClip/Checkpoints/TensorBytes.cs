using static TorchSharp.torch;

namespace MerClip.Checkpoints;

/// <summary>The memory of a tensor.</summary>
static class TensorBytes
{
    /// <summary>Does something with a run of bytes.</summary>
    public delegate void SpanAction(Span<byte> bytes);

    // A span cannot be longer than 2 GiB, and a tensor can.
    const long PieceBytes = 1 << 24;

    /// <summary>Hands out all bytes of a contiguous CPU tensor, piece by piece, in order; not one if it is empty.</summary>
    public static void ForEach(Tensor tensor, SpanAction action)
    {
        if (tensor.numel() == 0) return;
        using var flat = tensor.view(-1);
        long step = PieceBytes / tensor.ElementSize;
        for (long start = 0; start < tensor.numel(); start += step)
        {
            using var piece = flat.narrow(0, start, Math.Min(step, tensor.numel() - start));
            action(piece.bytes);
        }
    }
}
