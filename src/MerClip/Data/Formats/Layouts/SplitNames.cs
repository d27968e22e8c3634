using MerClip.Data.Pickle;

namespace MerClip.Data.Formats.Layouts;

/// <summary>What splits are called, here and elsewhere.</summary>
static class SplitNames
{
    /// <summary>Our name for a split that somebody calls so; null if it is none.</summary>
    public static string? Canonical(string name) => name switch
    {
        "train" or "trn" or "training" => "train",
        "valid" or "val" or "dev" or "validation" => "valid",
        "test" or "tst" or "testing" => "test",
        _ => null,
    };

    /// <summary>The same dictionary with its splits under our names; entries that are no splits stay.</summary>
    public static PickleDictionary Renamed(PickleDictionary root)
    {
        if (root.Names.All(n => (Canonical(n) ?? n) == n)) return root;
        PickleDictionary renamed = new();
        foreach ((object key, object? value) in root)
            renamed.TrySet(key is string name && Canonical(name) is { } split && !root.TryGetValue(split, out _) ? split : key, value);
        return renamed;
    }

    /// <summary>The splits that a dictionary has, under our names, in our order.</summary>
    public static IEnumerable<(string Name, object? Value)> In(PickleDictionary root) => Enum.GetNames<Split>()
        .Select(n => n.ToLowerInvariant())
        .Where(n => root.TryGetValue(n, out _))
        .Select(n => (n, root[n]));
}
