using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace MerClip.Data.Stored;

/// <summary>A file that stays open so that its numbers are read when they are needed. It closes when nothing refers to it.</summary>
/// <remarks>Plain reads at a position are used rather than a memory map: a file that shrinks while it is mapped kills the
/// process, and mapped pages count as the process's memory. The system keeps what is read often either way.</remarks>
sealed class StoredFile
{
    /// <summary>In a data file above <see cref="MostInMemory"/>, values of fewer bytes than this are kept in memory.</summary>
    public const int SmallValue = 1 << 12;

    readonly SafeFileHandle handle;
    readonly string name;

    StoredFile(SafeFileHandle handle, string name) => (this.handle, this.name) = (handle, name);

    /// <summary>Data files of more bytes are read as they are needed, others at once: <c>MERCLIP_MOST_IN_MEMORY</c>, in MiB.</summary>
    public static long MostInMemory { get; set; } = (long)(1024 * 1024 * (double.TryParse(
        Environment.GetEnvironmentVariable("MERCLIP_MOST_IN_MEMORY"), CultureInfo.InvariantCulture, out double chosen) ? chosen : 512));

    /// <summary>How many bytes there are now.</summary>
    public long Length => RandomAccess.GetLength(handle);

    /// <summary>Opens a file of the user.</summary>
    /// <exception cref="InputException">It is not there or not readable.</exception>
    public static StoredFile Open(string path) => new(
        InputFile.Read(path, p => File.OpenHandle(p, share: FileShare.Read | FileShare.Delete)), Path.GetFileName(path));

    /// <summary>Opens a file to read and write, alone, and makes it if it is not there.</summary>
    /// <exception cref="InputException">It cannot be written, or another process writes it.</exception>
    public static StoredFile OpenOrCreate(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            return new StoredFile(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), Path.GetFileName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be written ({e.Message}); wait for the process that writes it, or give another name", e);
        }
    }

    /// <summary>Makes an empty file without a name, which is gone when nothing refers to it, or the process ends.</summary>
    /// <param name="name">What messages call it.</param>
    public static StoredFile Temporary(string name)
    {
        string path = Path.Combine(Path.GetTempPath(), $"merclip-{Guid.NewGuid():N}");
        SafeFileHandle handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
        // The name goes at once where the system lets it, so that a process that is killed leaves nothing behind.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return new StoredFile(handle, name);
    }

    /// <summary>Reads bytes at a position; any number of threads may.</summary>
    /// <exception cref="InputException">The file has become shorter, or its disk fails.</exception>
    public void Read(long offset, Span<byte> target)
    {
        try
        {
            while (!target.IsEmpty)
            {
                int read = RandomAccess.Read(handle, target, offset);
                if (read == 0) throw new InputException($"{name}: became shorter while it was in use; bring the whole file back");
                target = target[read..];
                offset += read;
            }
        }
        catch (IOException e)
        {
            throw new InputException($"{name}: cannot be read any more ({e.Message}); check its disk", e);
        }
    }

    /// <summary>Cuts a file off, or makes it longer with zeros.</summary>
    public void SetLength(long length) => RandomAccess.SetLength(handle, length);

    /// <summary>Writes bytes at a position of a file that is open for it.</summary>
    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

    /// <summary>Reads the file in order. Closing the stream leaves the file open.</summary>
    public FileStream OpenStream() =>
        new(new SafeFileHandle(handle.DangerousGetHandle(), ownsHandle: false), FileAccess.Read, bufferSize: 0);
}
