namespace MerClip;

/// <summary>Files that the user names.</summary>
static class InputFile
{
    /// <summary>Does something with a file, such as opening or reading it, and says in a line why that failed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">What to do with the path.</param>
    /// <exception cref="InputException">There is no such file, or it cannot be read.</exception>
    public static T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"no such file: {path}; check the path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) // the latter for a folder, too
        {
            throw new InputException($"cannot read {path}: {e.Message}", e);
        }
    }
}
