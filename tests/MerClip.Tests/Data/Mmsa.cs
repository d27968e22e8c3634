using MerClip.Data;
using MerClip.Data.Pickle;

namespace MerClip.Tests.Data;

/// <summary>Files in MMSA's layout, made for a test.</summary>
static class Mmsa
{
    /// <summary>Three splits with the ids a$_$0, a$_$1 (train), b$_$0 (valid) and c$_$0 (test), and more entries for train.</summary>
    public static Dictionary<string, object?> Root(params IEnumerable<(string Key, object? Value)> train)
    {
        Dictionary<string, object?> root = new()
        {
            ["train"] = new Dictionary<string, object?> { ["id"] = new List<object?> { "a$_$0", "a$_$1" } },
            ["valid"] = new Dictionary<string, object?> { ["id"] = new List<object?> { "b$_$0" } },
            ["test"] = new Dictionary<string, object?> { ["id"] = new List<object?> { "c$_$0" } },
        };
        foreach ((string key, object? value) in train) Split(root, "train")[key] = value;
        return root;
    }

    /// <summary>A split of <see cref="Root"/>, to change.</summary>
    public static Dictionary<string, object?> Split(Dictionary<string, object?> root, string name) =>
        (Dictionary<string, object?>)root[name]!;

    /// <summary>Pickles and reads it.</summary>
    public static Corpus Read(object? root) => MmsaReader.Read(PickleReader.Read(new MemoryStream(PickleWriter.Pickle(root)), "x.pkl"), "x.pkl");
}
