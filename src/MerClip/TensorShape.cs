using static TorchSharp.torch;

namespace MerClip;

/// <summary>Checks shapes before native code sees them: some TorchSharp calls end the process on a mismatch.</summary>
public static class TensorShape
{
    /// <summary>Requires a tensor to have a shape.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="what">What the tensor is, for the message, with its shape in letters: <c>"queries [B, C, d]"</c>.</param>
    /// <param name="expected">The size of each dimension; −1 takes any.</param>
    /// <exception cref="ArgumentException">The shape is another; the message has both.</exception>
    public static void Require(Tensor tensor, string what, params ReadOnlySpan<long> expected)
    {
        var shape = tensor.shape;
        bool same = shape.Length == expected.Length;
        for (int i = 0; same && i < shape.Length; i++) same = expected[i] == -1 || expected[i] == shape[i];
        if (same) return;
        string wanted = string.Join(", ", expected.ToArray().Select(n => n == -1 ? "any" : n.ToString()));
        throw new ArgumentException($"{what}: expected [{wanted}], got [{string.Join(", ", shape)}]");
    }
}
