using MerClip.Media;

namespace MerClip.Data;

/// <summary>Finds recordings in a folder <c>Raw</c>: <c>Raw/VIDEO/CLIP.mp4</c> (or .mkv, .mov, .avi, .webm) has sound and frames. A sound
/// file <c>CLIP.wav</c> (.flac, .m4a, .mp3, .ogg) beside it goes before its sound; a folder <c>CLIP</c> of frames, or one picture
/// <c>CLIP.png</c> (.jpg, .jpeg), before its frames.</summary>
/// <param name="folder">The folder that <c>Raw</c> is in.</param>
sealed class RawFolder(string folder)
{
    static readonly string[] Sounds = [".wav", ".flac", ".m4a", ".mp3", ".ogg"];
    static readonly string[] Pictures = [".png", ".jpg", ".jpeg"];
    static readonly string[] Videos = [".mp4", ".mkv", ".mov", ".avi", ".webm"];

    readonly Dictionary<string, ILookup<string, string>> videos = [];

    /// <summary>The recording of a clip; null if there is none.</summary>
    public MediaFiles? Find(string video, string clip)
    {
        if (!videos.TryGetValue(video, out var entries)) videos[video] = entries = List(Path.Combine(folder, "Raw", video));
        var found = entries[clip];
        string? film = First(found, Videos), sound = First(found, Sounds) ?? film;
        string? frames = found.FirstOrDefault(Directory.Exists) ?? First(found, Pictures) ?? film;
        return sound is null && frames is null ? null : new MediaFiles(sound, frames);
    }

    // What there is of a video by clip: folders of that name, files of that name and an extension.
    static ILookup<string, string> List(string video) =>
        (Directory.Exists(video) ? Directory.GetFileSystemEntries(video).Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
            .ToLookup(e => Directory.Exists(e) ? Path.GetFileName(e) : Path.GetFileNameWithoutExtension(e));

    static string? First(IEnumerable<string> files, string[] extensions) => extensions
        .Select(x => files.FirstOrDefault(f => Path.GetExtension(f).Equals(x, StringComparison.OrdinalIgnoreCase) && File.Exists(f)))
        .FirstOrDefault(f => f is not null);
}
