using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MerClip.Runs;

/// <summary>
/// Builds a <see cref="RunConfig"/> in layers: the defaults, then a JSON file that says what differs, then single settings
/// <c>model.width=128</c>. A key that does not exist is an error, so that a slip of the pen cannot pass for an experiment.
/// </summary>
public sealed class ConfigFile
{
    /// <summary>How configs are written: camelCase, indented.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Groups whose keys are the user's own.</summary>
    static readonly string[] Tables = ["training.tune."];

    readonly JsonObject config = JsonSerializer.SerializeToNode(new RunConfig(), Json)!.AsObject();

    /// <summary>The config as built so far.</summary>
    /// <exception cref="InputException">A value has the wrong type.</exception>
    public RunConfig Build()
    {
        try
        {
            return config.Deserialize<RunConfig>(Json)!;
        }
        catch (JsonException e)
        {
            throw new InputException($"config: {e.Path?.TrimStart('$', '.')} has a value of the wrong type, "
                + $"{ValueAt(e.Path)}: look at the defaults with merclip train --show-config", e);
        }
    }

    /// <summary>Lays the settings of a file over what is there.</summary>
    /// <exception cref="InputException">The file is no JSON object or has an unknown key.</exception>
    public ConfigFile Read(string path)
    {
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(path), documentOptions: new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            });
            Merge(config, json as JsonObject ?? throw new InputException($"{path}: a config is a JSON object"), path, "");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        return this;
    }

    /// <summary>Lays settings over what is there.</summary>
    /// <param name="settings">As in a config file.</param>
    /// <param name="where">Where they stand, for messages.</param>
    /// <exception cref="InputException">A key is unknown.</exception>
    public ConfigFile Add(JsonObject settings, string where)
    {
        Merge(config, settings, where, "");
        return this;
    }

    /// <summary>Lays one setting over what is there.</summary>
    /// <param name="setting">Such as <c>model.width=128</c> or <c>labels=sentiment5</c>.</param>
    /// <exception cref="InputException">It has no <c>=</c>, or no such key exists.</exception>
    public ConfigFile Set(string setting)
    {
        int at = setting.IndexOf('=');
        if (at < 1) throw new InputException($"--set {setting}: write key=value, such as model.width=128");
        JsonNode? value;
        try
        {
            value = JsonNode.Parse(setting[(at + 1)..]);
        }
        catch (JsonException)
        {
            value = setting[(at + 1)..]; // a bare word is a string
        }
        foreach (string key in setting[..at].Split('.').Reverse()) value = new JsonObject { [key] = value };
        Merge(config, value!.AsObject(), "--set", "");
        return this;
    }

    static void Merge(JsonObject onto, JsonObject from, string where, string path)
    {
        foreach (var (key, value) in from)
        {
            string name = onto.Select(p => p.Key).FirstOrDefault(k => string.Equals(k, key, StringComparison.OrdinalIgnoreCase))
                ?? (Tables.Contains(path) ? key : null)
                ?? throw new InputException($"{where}: there is no setting '{path}{key}': "
                    + $"use one of {string.Join(", ", onto.Select(p => path + p.Key))}");
            if (onto[name] is JsonObject inner)
                Merge(inner, value as JsonObject ?? throw new InputException(
                    $"{where}: '{path}{name}' is a group of settings: {string.Join(", ", inner.Select(p => p.Key))}"),
                    where, $"{path}{name}.");
            else
                onto[name] = value?.DeepClone();
        }
    }

    string ValueAt(string? path)
    {
        JsonNode? node = config;
        foreach (string key in (path ?? "$").Split('.').Skip(1)) node = (node as JsonObject)?[key.Split('[')[0]];
        return node?.ToJsonString() ?? "null";
    }
}
