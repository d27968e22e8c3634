using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MerClip.Runs;

namespace MerClip.Sweeps;

/// <summary>One training of a sweep: a run folder.</summary>
/// <param name="Name">The folder's name: what varies, readable, and the same each time.</param>
/// <param name="Settings">What varies and its value here, in the order of the sweep; the seed is not among them.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Config">All settings.</param>
public sealed record Trial(string Name, IReadOnlyList<KeyValuePair<string, string>> Settings, int Seed, RunConfig Config)
{
    const int LongestName = 100;

    /// <summary>What trials that differ only by their seed have in common, for people.</summary>
    public string Group => Settings.Count == 0 ? "base" : string.Join("  ", Settings.Select(s => $"{s.Key}={s.Value}"));

    internal static Trial Of(JsonObject shared, IReadOnlyList<(string Key, JsonNode Value)> settings, int seed)
    {
        var layers = new ConfigFile().Add(shared, "base");
        foreach (var (key, value) in settings) layers.Set($"{key}={value.ToJsonString()}");
        layers.Set($"seeds=[{seed}]");
        KeyValuePair<string, string>[] shown = [.. settings.Select(s => KeyValuePair.Create(s.Key, Shown(s.Value)))];
        return new Trial(NameOf(shown, seed), shown, seed, layers.Build());
    }

    static string Shown(JsonNode value) =>
        value is JsonValue text && text.TryGetValue(out string? plain) ? plain : value.ToJsonString();

    /// <summary>Readable where it can be; what cannot stand in a file name is told apart by a hash.</summary>
    static string NameOf(KeyValuePair<string, string>[] settings, int seed)
    {
        string full = string.Join('_', [.. settings.Select(s => $"{s.Key}={s.Value}"), $"seed={seed}"]);
        var name = new StringBuilder();
        foreach (char c in full) name.Append(char.IsAsciiLetterOrDigit(c) || "=._-+".Contains(c) ? c : '-');
        if (name.ToString() == full.Replace(',', '-') && full.Length <= LongestName) return name.ToString();
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(full)))[..8];
        return $"{name.ToString()[..Math.Min(name.Length, LongestName)]}_{hash}";
    }
}
