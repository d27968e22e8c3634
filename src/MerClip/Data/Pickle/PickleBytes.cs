using MerClip.Data.Stored;

namespace MerClip.Data.Pickle;

/// <summary>A large <c>bytes</c> value of a pickle: where it lies in the file. It comes before what says that it is, say,
/// float32, and may exceed what a <c>byte[]</c> can hold, so it is read when an array claims it, into that array.</summary>
/// <param name="Offset">The first byte, counted from the start of the file.</param>
/// <param name="Length">How many bytes.</param>
public sealed record PickleBytes(long Offset, long Length)
{
    /// <summary>The file if it is not the pickle's own.</summary>
    internal StoredFile? File { get; init; }
}
