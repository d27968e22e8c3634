using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MerClip.Data.Pickle;

/// <summary>A Python <c>dict</c>, in its order. Keys are strings (Python 2's byte strings too) or integers.</summary>
public sealed class PickleDictionary : IReadOnlyCollection<KeyValuePair<object, object?>>
{
    const int LongestKey = 1000;

    // Made at the first entry: an empty dictionary costs one byte in a file, and shall not cost hundreds here.
    OrderedDictionary<object, object?>? entries;

    /// <inheritdoc/>
    public int Count => entries?.Count ?? 0;

    /// <summary>The keys that are strings, in order.</summary>
    public IEnumerable<string> Names => this.Select(e => e.Key).OfType<string>();

    /// <summary>The value of a string key, which must be there.</summary>
    /// <param name="name">The key.</param>
    /// <exception cref="KeyNotFoundException">It is not there.</exception>
    public object? this[string name] =>
        TryGetValue(name, out object? value) ? value : throw new KeyNotFoundException($"there is no key '{name}'");

    /// <summary>Finds the value of a string key.</summary>
    /// <param name="name">The key.</param>
    /// <param name="value">Its value; null if Python's is <c>None</c> or there is none.</param>
    /// <returns>Whether the key is there.</returns>
    public bool TryGetValue(string name, [MaybeNullWhen(false)] out object? value)
    {
        value = null;
        return entries is not null && entries.TryGetValue(name, out value);
    }

    /// <summary>The value of a string key; null if Python's is <c>None</c> or there is none.</summary>
    /// <param name="name">The key.</param>
    public object? GetValueOrDefault(string name) => TryGetValue(name, out object? value) ? value : null;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<object, object?>> GetEnumerator() =>
        (entries ?? Enumerable.Empty<KeyValuePair<object, object?>>()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A dictionary of entries with short keys.</summary>
    internal static PickleDictionary Of(params IEnumerable<(string Key, object? Value)> entries)
    {
        PickleDictionary dictionary = new();
        foreach ((string key, object? value) in entries) dictionary.TrySet(key, value);
        return dictionary;
    }

    /// <summary>Sets an entry; false if the key is of a kind or length that no data file has.</summary>
    internal bool TrySet(object? key, object? value)
    {
        if (key is byte[] bytes && bytes.Length <= LongestKey) key = Encoding.Latin1.GetString(bytes);
        // Long keys are refused because one of a megabyte, set a million times, would be hashed a million times.
        if (key is not (long or string) || key is string { Length: > LongestKey }) return false;
        entries ??= new OrderedDictionary<object, object?>(KeyComparer.Instance);
        entries[key] = value;
        return true;
    }

    /// <summary>Hashes integers with a seed of this process: with their own, files could pick keys that collide.</summary>
    sealed class KeyComparer : IEqualityComparer<object>
    {
        public static readonly KeyComparer Instance = new();

        bool IEqualityComparer<object>.Equals(object? x, object? y) => Equals(x, y);

        public int GetHashCode(object key) =>
            key is long number ? HashCode.Combine((int)number, (int)(number >> 32)) : key.GetHashCode();
    }
}
