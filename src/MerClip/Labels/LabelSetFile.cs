using System.Text.Json;
using System.Text.Json.Serialization;

namespace MerClip.Labels;

/// <summary>
/// Label sets as JSON: <c>{"name", "kind": "ordinal|single|multi", "templates": ["… {} …"], "labels": [{"name",
/// "text": "…" or ["…", "…"], "value"}]}</c>. A label without a text has its name as text.
/// </summary>
public static class LabelSetFile
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new TextsConverter() },
    };

    sealed record FileLabel(string? Name, Texts? Text, double? Value);

    sealed record FileSet(string? Name, LabelKind? Kind, IReadOnlyList<string>? Templates, IReadOnlyList<FileLabel>? Labels);

    sealed record Texts(IReadOnlyList<string> Phrasings);

    /// <summary>Reads and validates a set.</summary>
    /// <param name="json">The file's content.</param>
    /// <param name="where">The file or name to put into messages.</param>
    /// <exception cref="InputException">The JSON is broken, has unknown members, or the set is not valid.</exception>
    public static LabelSet Read(Stream json, string where)
    {
        FileSet file;
        try
        {
            file = JsonSerializer.Deserialize<FileSet>(json, Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InputException($"label set {where}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        if (file.Labels?.Any(l => l is null) == true) throw new InputException($"label set {where}: has a label that is null");
        if (file.Templates?.Any(t => t is null) == true)
            throw new InputException($"label set {where}: has a template that is null");
        return new LabelSet
        {
            Name = file.Name ?? "",
            Kind = file.Kind ?? throw new InputException($"label set {where}: needs a kind: ordinal, single or multi"),
            Templates = file.Templates ?? ["{}"],
            Labels = [.. (file.Labels ?? []).Select(l =>
                new Label(l.Name ?? "", l.Text?.Phrasings ?? [l.Name ?? ""], l.Value))],
        }.Validated(where);
    }

    /// <summary>The set as JSON, in the form that <see cref="Read"/> takes.</summary>
    public static string Write(LabelSet set) => JsonSerializer.Serialize(
        new FileSet(set.Name, set.Kind, set.Templates,
            [.. set.Labels.Select(l => new FileLabel(l.Name, new Texts(l.Texts), l.Value))]), Json) + "\n";

    /// <summary>One phrasing is a string, several are an array.</summary>
    sealed class TextsConverter : JsonConverter<Texts>
    {
        public override Texts Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String) return new Texts([reader.GetString()!]);
            if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException(); // the serializer adds where
            var phrasings = new List<string>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                phrasings.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException());
            return new Texts(phrasings);
        }

        public override void Write(Utf8JsonWriter writer, Texts value, JsonSerializerOptions options)
        {
            if (value.Phrasings.Count == 1) writer.WriteStringValue(value.Phrasings[0]);
            else JsonSerializer.Serialize(writer, value.Phrasings, options);
        }
    }
}
