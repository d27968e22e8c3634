using System.Runtime.InteropServices;

namespace MerClip.Tests.Data;

/// <summary>An array for <see cref="PickleWriter"/>; nothing checks that it is a sensible one.</summary>
/// <param name="Type">NumPy's code without order: <c>f4</c>.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="Data">byte[], or a list for objects.</param>
/// <param name="Order">NumPy's byte order mark.</param>
/// <param name="ColumnMajor">Whether the data is in Fortran's order.</param>
sealed record Numpy(string Type, long[] Shape, object? Data, string Order = "<", bool ColumnMajor = false)
{
    /// <summary>A little-endian float32 array.</summary>
    public static Numpy Of(float[] values, params long[] shape) => new("f4", shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
}
