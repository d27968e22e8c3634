using System.Runtime.CompilerServices;

namespace MerClip.Tests;

/// <summary>Where the files that tests read lie.</summary>
static class Fixtures
{
    /// <summary>A file in tests/fixtures.</summary>
    public static string File(params string[] parts) => Path.Combine([Root(), "tests", "fixtures", .. parts]);

    /// <summary>A file of the real data, which is not in the repository; the test is skipped where there is none.</summary>
    public static string Shared(params string[] parts)
    {
        string? root = Environment.GetEnvironmentVariable("MERCLIP_SHARED");
        for (DirectoryInfo? folder = new(Root()); root is null && folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(Path.Combine(candidate, "data"))) root = candidate;
        }
        string file = Path.Combine([root ?? "", "data", .. parts]);
        Assert.SkipUnless(System.IO.File.Exists(file), $"needs the real data: {Path.Combine(parts)} (set MERCLIP_SHARED)");
        return file;
    }

    static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
