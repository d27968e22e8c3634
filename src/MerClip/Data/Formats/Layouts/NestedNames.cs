using MerClip.Data.Pickle;

namespace MerClip.Data.Formats.Layouts;

/// <summary>Containers without dictionaries (npz, safetensors) say by names which split an array belongs to:
/// <c>train.audio</c>, <c>train/audio</c> or <c>train_audio</c>.</summary>
static class NestedNames
{
    /// <summary>The dictionary of splits that such names mean; the same dictionary if it has no such names.</summary>
    public static PickleDictionary Of(PickleDictionary flat)
    {
        if (flat.Names.Any(n => SplitNames.Canonical(n) is not null)) return flat;
        Dictionary<string, PickleDictionary> splits = [];
        PickleDictionary root = new();
        foreach ((object key, object? value) in flat)
        {
            int at = key is string name ? name.AsSpan().IndexOfAny("./_") : -1;
            if (at < 0 || SplitNames.Canonical(((string)key)[..at]) is not { } split)
            {
                root.TrySet(key, value);
                continue;
            }
            if (!splits.TryGetValue(split, out PickleDictionary? entries))
                root.TrySet(split, splits[split] = entries = new PickleDictionary());
            entries.TrySet(((string)key)[(at + 1)..], value);
        }
        return splits.Count == 0 ? flat : root;
    }
}
