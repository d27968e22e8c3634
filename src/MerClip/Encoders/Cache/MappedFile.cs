using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace MerClip.Encoders.Cache;

/// <summary>
/// A file as memory, which the system pages in when it is read and drops when it needs the room: a corpus of features need not
/// fit into memory. The mapping lives as long as it or some of its numbers are referred to.
/// </summary>
sealed unsafe class MappedFile
{
    readonly MemoryMappedViewAccessor view;
    readonly byte* start;

    /// <summary>Maps a file for reading.</summary>
    /// <param name="stream">The file; may be closed afterwards.</param>
    /// <param name="length">How many bytes of it, at least 1.</param>
    public MappedFile(FileStream stream, long length)
    {
        using var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read,
            HandleInheritability.None, leaveOpen: true);
        view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
    }

    /// <summary>Some bytes.</summary>
    public ReadOnlySpan<byte> Bytes(long offset, int count) => new(start + offset, count);

    /// <summary>Some float32 numbers: a view, not a copy.</summary>
    /// <param name="offset">Where they begin, in bytes, a multiple of 4.</param>
    /// <param name="count">How many they are.</param>
    public ReadOnlyMemory<float> Floats(long offset, int count) => new Numbers(this, offset, count).Memory;

    ~MappedFile() => view.SafeMemoryMappedViewHandle.ReleasePointer();

    sealed class Numbers(MappedFile file, long offset, int count) : MemoryManager<float>
    {
        public override Span<float> GetSpan() => new(file.start + offset, count);

        public override MemoryHandle Pin(int elementIndex = 0) =>
            new((float*)(file.start + offset) + elementIndex, pinnable: this); // keeps the mapping alive

        public override void Unpin() { } // mapped memory does not move

        protected override void Dispose(bool disposing) { }
    }
}
