using TorchSharp;

namespace MerClip.Checkpoints;

/// <summary>An element type of the safetensors format.</summary>
/// <param name="Name">What the header calls it.</param>
/// <param name="Bits">The size of an element; below 8 for the packed types.</param>
/// <param name="Type">The same type in TorchSharp; null if it has none that we read and write.</param>
sealed record SafetensorsDtype(string Name, int Bits, torch.ScalarType? Type = null)
{
    /// <summary>All types in the format's own order, by alignment. Writers sort tensors by it, the last one first, so
    /// that every tensor lies at a multiple of its element size.</summary>
    static readonly SafetensorsDtype[] InOrder =
    [
        new("BOOL", 8, torch.ScalarType.Bool),
        new("F4", 4), new("F6_E2M3", 6), new("F6_E3M2", 6),
        new("U8", 8, torch.ScalarType.Byte),
        new("I8", 8, torch.ScalarType.Int8),
        new("F8_E5M2", 8), new("F8_E4M3", 8), new("F8_E8M0", 8), new("F8_E4M3FNUZ", 8), new("F8_E5M2FNUZ", 8),
        new("I16", 16, torch.ScalarType.Int16),
        new("U16", 16),
        new("F16", 16, torch.ScalarType.Float16),
        new("BF16", 16, torch.ScalarType.BFloat16),
        new("I32", 32, torch.ScalarType.Int32),
        new("U32", 32),
        new("F32", 32, torch.ScalarType.Float32),
        new("C64", 64),
        new("F64", 64, torch.ScalarType.Float64),
        new("I64", 64, torch.ScalarType.Int64),
        new("U64", 64),
    ];

    /// <summary>The place in the format's order.</summary>
    public int Rank => Array.IndexOf(InOrder, this);

    /// <summary>The type of that name; null if the format has none.</summary>
    public static SafetensorsDtype? Named(string name) => Array.Find(InOrder, d => d.Name == name);

    /// <summary>The type for tensors of TorchSharp's <paramref name="type"/>; null if they cannot be stored.</summary>
    public static SafetensorsDtype? For(torch.ScalarType type) => Array.Find(InOrder, d => d.Type == type);
}
