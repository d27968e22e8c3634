namespace MerClip.Data.Formats;

/// <summary>How a file starts, by which its format is recognised.</summary>
static class FileHead
{
    const int Length = 4096; // the first line of a table, and the first name in a zip, fit in

    /// <summary>The first bytes of a file, 4096 unless it is shorter.</summary>
    /// <exception cref="InputException">It cannot be opened.</exception>
    public static byte[] Of(string path)
    {
        byte[] head = new byte[Length];
        using FileStream stream = InputFile.Open(path);
        return head[..stream.ReadAtLeast(head, Length, throwOnEndOfStream: false)];
    }
}
