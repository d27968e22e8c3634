namespace MerClip.Tests;

/// <summary>Files that tests read.</summary>
public static class Fixtures
{
    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = Above("MerClip.Notebooks.sln")
        ?? throw new InvalidOperationException("the tests are not run from within the repository");

    /// <summary>A file of <c>tests/fixtures</c>.</summary>
    public static string Committed(params ReadOnlySpan<string> parts) => Path.Combine([Root, "tests", "fixtures", .. parts]);

    /// <summary>A file that is not in the repository: under MERCLIP_SHARED, or a folder <c>shared</c> beside it. Skips the
    /// test where there is none.</summary>
    public static string Shared(params ReadOnlySpan<string> parts)
    {
        string name = Path.Combine(parts);
        string? root = Environment.GetEnvironmentVariable("MERCLIP_SHARED")
            ?? (Above("shared") is { } above ? Path.Combine(above, "shared") : null);
        string? path = root is null ? null : Path.Combine(root, name);
        Assert.SkipUnless(File.Exists(path), $"{name} is not there; set MERCLIP_SHARED to the folder that has it");
        return path!;
    }

    /// <summary>The nearest folder above the test program that has an entry of that name.</summary>
    static string? Above(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Exists(Path.Combine(folder.FullName, name)))
                return folder.FullName;
        return null;
    }
}
