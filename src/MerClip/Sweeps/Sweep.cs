using System.Text.Json;
using System.Text.Json.Nodes;
using MerClip.Runs;

namespace MerClip.Sweeps;

/// <summary>
/// What a sweep tries: every combination of the values that vary, with every seed, and as often as said with values that are drawn
/// at random. A small JSON file.
/// </summary>
public sealed record Sweep
{
    /// <summary>The settings that all trials share, as in a config file.</summary>
    public JsonObject Base { get; init; } = [];

    /// <summary>Values by setting, such as <c>"order": ["text,audio", "audio,text"]</c> or <c>"model.fusion": […]</c>; trials are all
    /// combinations.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<JsonNode>> Vary { get; init; } = new Dictionary<string, IReadOnlyList<JsonNode>>();

    /// <summary>Settings that are drawn at random for each draw.</summary>
    public IReadOnlyDictionary<string, DrawnSetting> Draw { get; init; } = new Dictionary<string, DrawnSetting>();

    /// <summary>How often is drawn; every draw is tried with every combination.</summary>
    public int Draws { get; init; } = 1;

    /// <summary>The seed of what is drawn.</summary>
    public int DrawSeed { get; init; }

    /// <summary>The seeds of training; each is a trial of its own.</summary>
    public IReadOnlyList<int> Seeds { get; init; } = [0];

    /// <summary>What trials are ranked by on validation; null takes <c>mae</c> where there is one, and the first score otherwise.</summary>
    public string? RankBy { get; init; }

    /// <summary>Reads a sweep file. Paths in it are taken from where the program runs, as on the command line.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It is no sweep.</exception>
    public static Sweep Read(string path) => Parse(InputFile.Read(path, File.ReadAllText), path);

    /// <summary>Reads a sweep.</summary>
    /// <param name="json">The content of a sweep file.</param>
    /// <param name="where">The file's name, for messages.</param>
    /// <exception cref="InputException">It is no sweep.</exception>
    public static Sweep Parse(string json, string where)
    {
        try
        {
            var sweep = JsonSerializer.Deserialize<Sweep>(json, new JsonSerializerOptions(ConfigFile.Json)
            {
                UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
            }) ?? throw new JsonException("it is null");
            sweep.Validate(where);
            return sweep;
        }
        catch (JsonException e)
        {
            throw new InputException($"{where}: {e.Message.ReplaceLineEndings(" ")}; a sweep has base, vary, draw, draws, drawSeed, seeds, rankBy", e);
        }
    }

    /// <summary>All trials, in the order of the file.</summary>
    /// <exception cref="InputException">A setting does not exist, or a value has the wrong type.</exception>
    public IReadOnlyList<Trial> Trials()
    {
        var random = new Random(DrawSeed);
        var draws = Enumerable.Range(0, Draw.Count == 0 ? 1 : Draws)
            .Select(_ => Draw.Select(d => (d.Key, Value: d.Value.Next(random))).ToArray()).ToArray();
        IEnumerable<(string Key, JsonNode Value)[]> grid = [[]];
        foreach (var (key, values) in Vary)
            grid = [.. grid.SelectMany(_ => values, (chosen, value) => (((string, JsonNode)[])[.. chosen, (key, value)]))];
        return [.. from chosen in grid from drawn in draws from seed in Seeds select Trial.Of(Base, [.. chosen, .. drawn], seed)];
    }

    void Validate(string where)
    {
        void Require(bool holds, string otherwise)
        {
            if (!holds) throw new InputException($"{where}: {otherwise}");
        }

        foreach (var (key, values) in Vary) Require(values is { Count: > 0 }, $"vary '{key}' has no value; leave it out, or give a list");
        foreach (var (key, drawn) in Draw)
        {
            drawn.Validate($"{where}: draw '{key}'");
            Require(!Vary.ContainsKey(key), $"'{key}' is both varied and drawn; do one");
        }
        Require(Draws >= 1, $"draws is {Draws}; use at least 1");
        Require(Seeds.Count > 0 && Seeds.Distinct().Count() == Seeds.Count, "give at least one seed, and none twice");
        Require(!Vary.ContainsKey("seeds") && !Base.ContainsKey("seeds"), "seeds belong beside base, not into it");
    }
}
