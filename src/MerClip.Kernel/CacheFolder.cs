using System.Security.Cryptography;
using System.Text;

namespace MerClip.Kernel;

/// <summary>The user's folder for what the kernel can make again.</summary>
static class CacheFolder
{
    /// <summary>A folder for one thing, named by a hash of what identifies it; made if it is not there.</summary>
    public static string For(string kind, string identity)
    {
        string root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given ? given
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..16];
        return Directory.CreateDirectory(Path.Combine(root, "csharp-kernel", kind, hash)).FullName;
    }
}
