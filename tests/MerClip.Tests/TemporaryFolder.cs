namespace MerClip.Tests;

/// <summary>A folder that lasts as long as a test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    readonly string path = Directory.CreateTempSubdirectory("merclip-test-").FullName;

    /// <summary>The path of a file in the folder.</summary>
    public string this[string name] => Path.Combine(path, name);

    /// <summary>The names of the files that are there, sorted.</summary>
    public string[] Files => [.. Directory.GetFiles(path).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(path, recursive: true);
}
