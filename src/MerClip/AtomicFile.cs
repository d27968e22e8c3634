using System.Text;

namespace MerClip;

/// <summary>Writes files so that a reader, or a run that is resumed after a crash, sees either the old content or all of
/// the new, never a part: the content goes to <c>PATH.tmp</c>, is flushed to the disk, and takes PATH's place by renaming.
/// One writer a path at a time; a second one is refused with an <see cref="IOException"/>.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file, replacing what is there; makes the folder if it does not exist.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="write">Writes the content. If it throws, the old file stays as it was.</param>
    /// <exception cref="IOException">The folder cannot be written to, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or file may not be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string target = Path.GetFullPath(path);
        // A fixed name: what a killed run leaves behind is overwritten by the next instead of piling up.
        string temporary = target + ".tmp";
        Directory.CreateDirectory(Path.GetDirectoryName(target) ?? target);

        var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes text as UTF-8 without a byte order mark; otherwise as <see cref="Write"/>.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="text">All of its content.</param>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
