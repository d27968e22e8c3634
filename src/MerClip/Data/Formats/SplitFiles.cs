using MerClip.Data.Formats.Layouts;

namespace MerClip.Data.Formats;

/// <summary>A folder of one file a split. Here names tell: nothing else says which split a file is.</summary>
static class SplitFiles
{
    /// <summary>The files of a format in a folder that are called like splits, and the splits; hidden files are passed
    /// over.</summary>
    /// <exception cref="InputException">Two files are called like one split.</exception>
    public static IReadOnlyList<(string Split, string Path)> In(string folder, ICorpusFormat format)
    {
        (string Split, string Path)[] files = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)
            .Select(p => (Split: SplitNames.Canonical(Path.GetFileNameWithoutExtension(p).ToLowerInvariant()), Path: p))
            .Where(f => f.Split is not null && format.Starts(FileHead.Of(f.Path)))
            .Select(f => (f.Split!, f.Path))];
        foreach (var twice in files.GroupBy(f => f.Split).Where(g => g.Count() > 1))
            throw new InputException($"{folder} has two files of the {twice.Key} split, {Path.GetFileName(twice.First().Path)} "
                + $"and {Path.GetFileName(twice.Last().Path)}; leave one of them");
        return files;
    }
}
