using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MerClip.Checkpoints;

/// <summary>A tensor of a safetensors file that is written: its elements come when it is their turn.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Dtype">Its element type.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Write">Writes all its elements, row-major and little-endian.</param>
sealed record SafetensorsEntry(string Name, SafetensorsDtype Dtype, IReadOnlyList<long> Shape, Action<Stream> Write)
{
    /// <summary>A tensor that is there already, of any strides and on any device.</summary>
    /// <exception cref="ArgumentException">Its type cannot be written.</exception>
    public static SafetensorsEntry Of(string name, Tensor tensor) => new(name, SafetensorsDtype.For(tensor.dtype)
        ?? throw new ArgumentException($"tensor '{name}' is of type {tensor.dtype}, which cannot be written"), tensor.shape, stream =>
    {
        // Both give the tensor itself if there is nothing to do; else the copy lives no longer than this.
        using var detached = tensor.detach();
        using var onCpu = detached.cpu();
        using var contiguous = onCpu.contiguous();
        TensorBytes.ForEach(contiguous, bytes => stream.Write(bytes));
    });

    /// <summary>float32 numbers in pieces.</summary>
    public static SafetensorsEntry Of(string name, IReadOnlyList<int> shape, IEnumerable<ReadOnlyMemory<float>> pieces) =>
        new(name, SafetensorsDtype.For(ScalarType.Float32)!, [.. shape.Select(s => (long)s)], stream =>
        {
            foreach (ReadOnlyMemory<float> piece in pieces) stream.Write(MemoryMarshal.AsBytes(piece.Span));
        });

    /// <summary>Whole numbers, <c>[N]</c>.</summary>
    public static SafetensorsEntry Of(string name, long[] numbers) =>
        new(name, SafetensorsDtype.For(ScalarType.Int64)!, [numbers.Length], stream => stream.Write(MemoryMarshal.AsBytes(numbers.AsSpan())));
}
