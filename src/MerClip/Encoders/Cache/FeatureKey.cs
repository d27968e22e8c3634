using System.Security.Cryptography;
using System.Text;

namespace MerClip.Encoders.Cache;

/// <summary>What inputs are found by in a <see cref="FeatureCache"/>: the SHA-256 of their content, in hexadecimal.</summary>
public static class FeatureKey
{
    /// <summary>The key of a text.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The key of a recording: a file, or all files of a folder in the order of their names.</summary>
    /// <exception cref="InputException">It is not there or not readable.</exception>
    public static string OfFile(string path) => InputFile.Sha256OfAll(path);

    /// <summary>The key of several files together, wherever their folder is: their names and contents.</summary>
    /// <exception cref="InputException">One is not there or not readable.</exception>
    public static string OfFiles(IReadOnlyList<string> paths) => InputFile.Sha256OfAll(paths);
}
