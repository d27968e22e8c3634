namespace MerClip;

/// <summary>The content of a zip entry as a stream that can seek: in memory if it is small, else in a temporary file that is
/// gone when the stream is closed.</summary>
static class SpooledStream
{
    const long MostInMemory = 1 << 26;

    /// <summary>Copies an entry.</summary>
    /// <param name="entry">Read to its end.</param>
    /// <param name="length">What it is said to hold.</param>
    /// <exception cref="InvalidDataException">It holds more.</exception>
    public static Stream Of(Stream entry, long length)
    {
        Stream spool = length <= MostInMemory ? new MemoryStream() : new FileStream(Path.GetTempFileName(),
            FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            byte[] chunk = new byte[1 << 16];
            for (int read; (read = entry.Read(chunk)) > 0;)
            {
                spool.Write(chunk, 0, read);
                if (spool.Position > length) throw new InvalidDataException("an entry is longer than it says");
            }
            spool.Position = 0;
            return spool;
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }
}
