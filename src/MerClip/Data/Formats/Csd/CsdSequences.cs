namespace MerClip.Data.Formats.Csd;

/// <summary>The computational sequences of a data set, each for what its root's name says.</summary>
sealed class CsdSequences : IDisposable
{
    readonly List<CsdFile> files = [];
    readonly Dictionary<CsdRole, CsdFile> byRole = [];
    readonly Dictionary<CsdFile, ILookup<string, string>> entriesOf = [];

    /// <summary>Opens files.</summary>
    /// <param name="name">What messages call them all.</param>
    /// <param name="paths">The files.</param>
    /// <exception cref="InputException">One is damaged, or two are for the same.</exception>
    public CsdSequences(string name, IReadOnlyList<string> paths)
    {
        Name = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(name));
        try
        {
            foreach (string path in paths) Add(CsdFile.Open(path), System.IO.Path.GetFileName(path));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What messages call the data set.</summary>
    public string Name { get; }

    /// <summary>The sequence for something; null if there is none.</summary>
    public CsdFile? this[CsdRole role] => byRole.GetValueOrDefault(role);

    /// <summary>A video's rows, all its parts joined and sorted by start; null if there are none.</summary>
    public CsdEntry? Of(CsdRole role, string video) => Parts(role, video) is [_, ..] parts ? CsdEntry.Joined(parts) : null;

    /// <summary>A video's rows as the file has them: one entry, or one for each part.</summary>
    public CsdEntry[] Parts(CsdRole role, string video)
    {
        if (this[role] is not { } file) return [];
        CsdEntry[] parts = [.. entriesOf[file][video].Select(file.Read).Where(e => e.Rows > 0)];
        return parts.All(p => p.Width == parts[0].Width && p.Words is null == parts[0].Words is null)
            ? parts
            : throw new InputException($"{Name}: {file.RootName} has parts of {InputException.Shown(video)} of different width; "
                + "copy or download it again");
    }

    /// <summary>The video that an entry is of, or of a part of.</summary>
    public static string VideoOf(string entry) => entry.Split('[')[0];

    public void Dispose() => files.ForEach(f => f.Dispose());

    void Add(CsdFile file, string path)
    {
        files.Add(file);
        CsdRole role = CsdRoles.Of(file.RootName);
        if (role == CsdRole.Other) return;
        if (role == CsdRole.Labels && this[role] is { } labels)
        {
            // MOSEI's older files have sentiment and emotions apart; both are used.
            if (this[CsdRole.OtherLabels] is null) role = CsdRole.OtherLabels;
            else throw Twice(labels);
        }
        else if (this[role] is { } other) throw Twice(other);
        byRole[role] = file;
        entriesOf[file] = file.Entries.ToLookup(VideoOf);

        InputException Twice(CsdFile first) => new($"{Name}: {first.RootName} and {file.RootName} ({path}) are both for "
            + $"{role.ToString().ToLowerInvariant()}; leave one of them in the folder");
    }
}
