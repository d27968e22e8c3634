using static TorchSharp.torch;

namespace MerClip.Checkpoints;

/// <summary>The memory of tensors, an entry of torch's zip.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Key">The entry's name after <c>data/</c>.</param>
/// <param name="Count">How many elements it has.</param>
sealed record TorchStorage(ScalarType Type, string Key, long Count)
{
    /// <summary>Bytes an element.</summary>
    public int ItemSize => SafetensorsDtype.For(Type)!.Bits / 8;
}
