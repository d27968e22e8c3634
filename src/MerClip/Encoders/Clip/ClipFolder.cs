using System.Collections.Concurrent;
using MerClip.Encoders.Cache;

namespace MerClip.Encoders.Clip;

/// <summary>
/// A CLIP on disk, read only when something must be encoded: sizes and identity are known without its weights. The same one each
/// time in a process, so that text, frames and labels share the weights.
/// </summary>
public sealed class ClipFolder
{
    /// <summary>The small CLIP that comes with the kit, as a source on the command line.</summary>
    public const string ShippedSource = "clip:sample";

    static readonly ConcurrentDictionary<(string Weights, DateTime Written), ClipFolder> Opened = new();

    readonly Lazy<ClipModel> model;
    readonly Lazy<ClipVocabulary> vocabulary;
    readonly Lazy<string> identity;

    // Beside this library, which a notebook's kernel loads from elsewhere than its own folder.
    static string Beside => System.IO.Path.GetDirectoryName(typeof(ClipFolder).Assembly.Location) is { Length: > 0 } folder
        ? folder
        : AppContext.BaseDirectory;

    ClipFolder(string path)
    {
        Path = path;
        Summary = ClipModel.Inspect(path);
        // What fails is tried again the next time: a file that was missing may be there by then.
        model = new(() => ClipModel.Load(path), LazyThreadSafetyMode.PublicationOnly);
        vocabulary = new(() => ClipVocabulary.Read(Summary.Folder), LazyThreadSafetyMode.PublicationOnly);
        identity = new(() => $"clip {FeatureKey.OfFiles(ClipFiles.Find(path).All)}", LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The checkpoint or folder, as it was given.</summary>
    public string Path { get; }

    /// <summary>The sizes, and whose layout it is.</summary>
    public ClipSummary Summary { get; }

    /// <summary>The weights; reading them takes a moment the first time.</summary>
    public ClipModel Model => model.Value;

    /// <summary>The tokens.</summary>
    /// <exception cref="InputException">There is no vocabulary.</exception>
    public ClipVocabulary Vocabulary => vocabulary.Value;

    /// <summary>Which CLIP it is: a hash of its files, wherever they are.</summary>
    public string Identity => identity.Value;

    /// <summary>Opens a CLIP.</summary>
    /// <param name="path">As for <see cref="ClipModel.Load"/>; <c>sample</c> is the one that comes with the kit.</param>
    /// <exception cref="InputException">There is none, or it is another model.</exception>
    public static ClipFolder Open(string path)
    {
        if ($"clip:{path}" == ShippedSource) path = System.IO.Path.Combine(Beside, "clip-sample");
        string weights = System.IO.Path.GetFullPath(ClipFiles.Find(path).Weights);
        return Opened.GetOrAdd((weights, File.GetLastWriteTimeUtc(weights)), _ => new ClipFolder(path));
    }
}
