namespace MerClip.Checkpoints;

/// <summary>What a safetensors file says of one tensor.</summary>
/// <param name="Dtype">The type of the elements by the format's name: <c>F32</c>, <c>BF16</c>, <c>I64</c>, …</param>
/// <param name="Shape">The sizes of the dimensions; empty for a scalar, and any of them may be 0.</param>
/// <param name="Offset">Where its bytes start, counted from the end of the header.</param>
/// <param name="Bytes">How many bytes it has.</param>
public sealed record TensorInfo(string Dtype, IReadOnlyList<long> Shape, long Offset, long Bytes);
