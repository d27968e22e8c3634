using System.Text.Json;
using System.Text.RegularExpressions;

namespace MerClip.Data;

/// <summary>Which videos belong to which split. The CMU SDK splits by video, and so by speaker, never by utterance.</summary>
public sealed partial class Folds
{
    readonly Dictionary<string, Split> splitOf;

    Folds(string name, IEnumerable<(Split Split, string Video)> videos)
    {
        splitOf = [];
        foreach (var (split, video) in videos)
            if (!splitOf.TryAdd(video, split) && splitOf[video] != split)
                throw new InputException($"{name}: the video {InputException.Shown(video)} is in two splits; leave it in one");
        if (splitOf.Count == 0)
            throw new InputException($"{name}: names no video; give a JSON object of three lists, train, valid and test");
    }

    /// <summary>How many videos there are.</summary>
    public int Count => splitOf.Count;

    /// <summary>The split of a video; null if it is in none.</summary>
    /// <param name="video">The video, or an utterance of it as <c>VIDEO$_$CLIP</c> or <c>VIDEO[CLIP]</c>.</param>
    public Split? this[string video] => splitOf.TryGetValue(Utterance.VideoOf(video).Split('[')[0], out Split split) ? split : null;

    /// <summary>The standard folds of MOSI: 52, 10 and 31 videos. Source: the SDK's
    /// <c>cmu_mosi_std_folds.py</c>, as its users quote it.</summary>
    public static Folds Mosi { get; } = Embedded("mosi");

    /// <summary>The standard folds of MOSEI: 2,249, 300 and 678 videos. Source: the SDK's <c>cmu_mosei_std_folds.py</c>.</summary>
    public static Folds Mosei { get; } = Embedded("mosei");

    /// <summary>Reads folds from JSON, <c>{"train": ["VIDEO", …], "valid": […], "test": […]}</c>, or from the SDK's Python
    /// files (<c>cmu_mosei_std_folds.py</c>), which are read as text and not run.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be opened or has no such lists.</exception>
    public static Folds Read(string path)
    {
        string name = Path.GetFileName(path);
        string text = InputFile.Read(path, File.ReadAllText);
        return text.AsSpan().TrimStart().StartsWith("{") ? Json(name, text) : new Folds(name, Python(text));
    }

    /// <summary>The folds for some videos: those of a file <c>folds.json</c> or <c>*_std_folds.py</c> in their folder, or
    /// else the standard ones of MOSI or MOSEI, if most of the videos are in them.</summary>
    /// <param name="folder">Where the data is.</param>
    /// <param name="videos">The videos.</param>
    /// <exception cref="InputException">There are none.</exception>
    public static Folds For(string folder, IReadOnlyCollection<string> videos)
    {
        string[] files = [.. Directory.GetFiles(folder, "folds.json"), .. Directory.GetFiles(folder, "*_std_folds.py")];
        if (files is [var file, ..]) return Read(file);
        return new[] { Mosi, Mosei }.FirstOrDefault(f => 2 * videos.Count(v => f[v] is not null) > videos.Count)
            ?? throw new InputException($"{folder}: which videos are for training is not known; put folds.json there, "
                + "{\"train\": [\"VIDEO\", …], \"valid\": […], \"test\": […]}, or a *_std_folds.py of the SDK");
    }

    static Folds Embedded(string name)
    {
        using Stream stream = typeof(Folds).Assembly.GetManifestResourceStream($"MerClip.folds.{name}.json")!;
        using StreamReader reader = new(stream);
        return Json(name, reader.ReadToEnd());
    }

    static Folds Json(string name, string text)
    {
        try
        {
            Dictionary<string, string[]> lists = JsonSerializer.Deserialize<Dictionary<string, string[]>>(text)!;
            return new Folds(name, lists.SelectMany(l => l.Value.Select(v => (SplitOf(name, l.Key), v))));
        }
        catch (JsonException e)
        {
            throw new InputException($"{name}: is no JSON object of lists ({e.Message}); give train, valid and test", e);
        }
    }

    static IEnumerable<(Split, string)> Python(string text) =>
        from Match list in List().Matches(text)
        from Match video in Quoted().Matches(list.Groups["videos"].Value)
        select (SplitOf("folds", list.Groups["split"].Value), video.Groups["video"].Value);

    static Split SplitOf(string file, string name) => Formats.Layouts.SplitNames.Canonical(name) is { } split
        ? Enum.Parse<Split>(split, ignoreCase: true)
        : throw new InputException($"{file}: '{InputException.Shown(name)}' is no split; give train, valid and test");

    [GeneratedRegex(@"standard_(?<split>train|valid|test)_fold\s*=\s*\[(?<videos>[^\]]*)\]")]
    private static partial Regex List();

    [GeneratedRegex("""['"](?<video>[^'"]*)['"]""")]
    private static partial Regex Quoted();
}
