namespace MerClip.Data.Formats;

/// <summary>How a file starts, by which its format is recognised.</summary>
static class FileHead
{
    const int Length = 512; // as much as the first name in a zip needs

    /// <summary>The first bytes of a file, 512 unless it is shorter.</summary>
    /// <exception cref="InputException">It cannot be opened.</exception>
    public static byte[] Of(string path)
    {
        byte[] head = new byte[Length];
        using FileStream stream = InputFile.Open(path);
        return head[..stream.ReadAtLeast(head, Length, throwOnEndOfStream: false)];
    }
}
