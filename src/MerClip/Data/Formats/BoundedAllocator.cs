using System.Buffers;
using Apache.Arrow.Memory;

namespace MerClip.Data.Formats;

/// <summary>Memory for what an Arrow file holds, but no more than a file of its size can honestly need: a length in a
/// damaged file may be anything.</summary>
sealed class BoundedAllocator(long fileBytes) : MemoryAllocator
{
    const int Expansion = 100;
    const long Slack = 1 << 22;

    readonly MemoryAllocator allocator = Default.Value;
    long left = Expansion * fileBytes + Slack;

    protected override IMemoryOwner<byte> AllocateInternal(int length, out int bytesAllocated)
    {
        if ((left -= length) < 0) throw new InvalidDataException("a buffer is longer than the file can hold");
        bytesAllocated = length;
        return allocator.Allocate(length);
    }
}
