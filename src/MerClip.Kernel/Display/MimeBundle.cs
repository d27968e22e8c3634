using System.Text.Json.Nodes;

namespace MerClip.Kernel.Display;

/// <summary>One value in the several forms that a front end chooses from.</summary>
sealed class MimeBundle
{
    public const string Plain = "text/plain", Html = "text/html", Json = "application/json", JavaScript = "application/javascript",
        Markdown = "text/markdown", Latex = "text/latex", Svg = "image/svg+xml", Png = "image/png";

    public JsonObject Data { get; } = [];

    public JsonNode? this[string mimeType]
    {
        get => Data[mimeType];
        set => Data[mimeType] = value;
    }

    public bool IsEmpty => Data.Count == 0;

    public static MimeBundle Of(string mimeType, string text) => new() { [mimeType] = JsonValue.Create(WellFormed(text)) };

    /// <summary>Text that JSON can carry: a lone half of a surrogate pair becomes the replacement character.</summary>
    public static string WellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return Replaced(text);
        }
        return text;
    }

    static string Replaced(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
