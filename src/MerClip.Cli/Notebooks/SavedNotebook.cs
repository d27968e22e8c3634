using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MerClip.Cli.Notebooks;

/// <summary>A notebook file (nbformat 4.5), written as Jupyter writes it: keys in order, one space of indent, texts as lists
/// of lines, so that what did not change does not show in a comparison of versions.</summary>
sealed partial class SavedNotebook
{
    static readonly JsonSerializerOptions AsJupyterWrites = new()
    {
        WriteIndented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    readonly JsonObject root;

    SavedNotebook(JsonObject root)
    {
        this.root = root;
        Cells = [.. ((JsonArray)root["cells"]!).Select(cell => (JsonObject)cell!)];
    }

    /// <summary>All cells, in order.</summary>
    public IReadOnlyList<JsonObject> Cells { get; }

    /// <summary>The cells of code, in order.</summary>
    public IEnumerable<JsonObject> CodeCells => Cells.Where(cell => (string?)cell["cell_type"] == "code");

    /// <summary>The notebook's own metadata.</summary>
    public JsonObject Metadata => (JsonObject)root["metadata"]!;

    /// <summary>Reads a notebook.</summary>
    /// <exception cref="InputException">It is not one, or one of before 2015 (nbformat 3).</exception>
    public static SavedNotebook Read(string path) => Parse(File.ReadAllText(path), path);

    /// <summary>Reads a notebook's text; see <see cref="Read"/>.</summary>
    public static SavedNotebook Parse(string json, string path)
    {
        try
        {
            if (JsonNode.Parse(json) is JsonObject { } root && (int?)root["nbformat"] == 4 && root["metadata"] is JsonObject
                && root["cells"] is JsonArray cells && cells.All(cell => cell is JsonObject)) return new SavedNotebook(root);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // Said below.
        }
        throw new InputException($"{path}: not a Jupyter notebook (nbformat 4); open and save it in Jupyter");
    }

    /// <summary>The outputs of a code cell.</summary>
    public static JsonArray Outputs(JsonObject cell) => cell["outputs"] as JsonArray ?? [];

    /// <summary>A text that may be kept as a list of lines.</summary>
    public static string Text(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(line => (string?)line)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => (string)value!,
        null => "",
        _ => node.ToJsonString(),
    };

    /// <summary>A text as the list of lines that Jupyter keeps.</summary>
    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = text.IndexOf('\n', start) + 1;
            if (end == 0) end = text.Length;
            lines.Add(text[start..end]);
        }
        return lines;
    }

    /// <summary>Sets the format to 4.5, and each cell's id to the one it had before, or to one made of its place.</summary>
    /// <param name="before">The same notebook before it was run.</param>
    public void KeepIds(SavedNotebook before)
    {
        root["nbformat_minor"] = 5;
        for (int i = 0; i < Cells.Count; i++)
            Cells[i]["id"] = i < before.Cells.Count && (string?)before.Cells[i]["id"] is { } id ? id : $"cell-{i + 1}";
    }

    /// <summary>The file's text.</summary>
    public string ToJson() => EscapedPair().Replace(Sorted(root).ToJsonString(AsJupyterWrites),
        pair => pair.Groups[1].Value + (char)Convert.ToInt32(pair.Groups[2].Value, 16) + (char)Convert.ToInt32(pair.Groups[3].Value, 16)) + "\n";

    static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => KeyValuePair.Create(p.Key, p.Value is null ? null : Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(item => item is null ? null : Sorted(item))]),
        _ => node.DeepClone(),
    };

    /// <summary>How large the file is, in bytes.</summary>
    public int Size => Encoding.UTF8.GetByteCount(ToJson());

    /// <summary>A character beyond 16 bits, which .NET always escapes and Jupyter does not; not behind an escaped backslash.</summary>
    [GeneratedRegex(@"(?<!\\)((?:\\\\)*)\\u(D[89AB][0-9A-F]{2})\\u(D[C-F][0-9A-F]{2})")]
    private static partial Regex EscapedPair();
}
