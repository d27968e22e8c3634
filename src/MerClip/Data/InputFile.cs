using System.Security.Cryptography;

namespace MerClip.Data;

/// <summary>Opens files that the user named.</summary>
static class InputFile
{
    /// <summary>Opens a file to be read once from start to end; whoever reads it has a buffer of its own.</summary>
    /// <exception cref="InputException">It is not there or not readable.</exception>
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path)) throw new InputException($"{path} is a folder; give a file");
        if (!File.Exists(path)) throw new InputException($"{path} does not exist; check the path");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0,
                FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be opened ({e.Message}); check its permissions", e);
        }
    }

    /// <summary>The SHA-256 of a file, in lower-case hexadecimal digits.</summary>
    public static string Sha256(string path)
    {
        using FileStream stream = Open(path);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 20];
        for (int count; (count = stream.Read(buffer)) > 0;) hash.AppendData(buffer, 0, count);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
