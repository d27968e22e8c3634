using System.Security.Cryptography;
using System.Text;

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
        if (Directory.Exists(path)) throw new InputException($"{path} is a folder; give a file");
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path} does not exist; check the path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be opened ({e.Message}); check its permissions", e);
        }
    }

    /// <summary>Opens a file to be read once from start to end by a reader with a buffer of its own.</summary>
    /// <exception cref="InputException">It is not there or not readable.</exception>
    public static FileStream Open(string path) => Read(path, p => new FileStream(
        p, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan));

    /// <summary>How many bytes a file has, or all files of a folder.</summary>
    public static long Length(string path) => Directory.Exists(path)
        ? Directory.GetFiles(path).Sum(f => new FileInfo(f).Length)
        : new FileInfo(path).Length;

    /// <summary>The SHA-256 of a file, in lower-case hexadecimal digits.</summary>
    public static string Sha256(string path)
    {
        using var stream = new BufferedStream(Open(path), 1 << 20);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The SHA-256 of a file, or of all files of a folder in the order of their names.</summary>
    /// <exception cref="InputException">It is not there or not readable.</exception>
    public static string Sha256OfAll(string path) => Directory.Exists(path)
        ? Sha256OfAll([.. Directory.GetFiles(path).Order(StringComparer.Ordinal)])
        : Sha256(path);

    /// <summary>The SHA-256 of several files together, wherever their folder is: of their names and SHA-256s.</summary>
    /// <exception cref="InputException">One is not there or not readable.</exception>
    public static string Sha256OfAll(IReadOnlyList<string> paths) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(paths.Select(file => $"{Path.GetFileName(file)} {Sha256(file)}\n")))));
}
