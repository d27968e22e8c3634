using System.Text.Json;

namespace MerClip.Data.Sources;

/// <summary>A file that the field trains on, as its makers or its users describe it (<c>data/sources.json</c>).</summary>
/// <param name="Corpus">Which data set it is of.</param>
/// <param name="File">What it is called.</param>
/// <param name="Sha256">Its SHA-256, where one is published.</param>
/// <param name="Bytes">Its size, where that is known.</param>
/// <param name="Root">Of computational sequences, the name of the root.</param>
public sealed record PublishedFile(string Corpus, string File, string? Sha256, long? Bytes, string? Root)
{
    static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    /// <summary>All that the kit knows of.</summary>
    public static IReadOnlyList<PublishedFile> All { get; } = Load();

    static PublishedFile[] Load()
    {
        using Stream stream = typeof(PublishedFile).Assembly.GetManifestResourceStream("MerClip.sources.json")!;
        return JsonSerializer.Deserialize<PublishedFile[]>(stream, Json)!;
    }
}
