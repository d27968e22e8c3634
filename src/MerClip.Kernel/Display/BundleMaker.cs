using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace MerClip.Kernel.Display;

/// <summary>Chooses the forms that a value is shown in: plain text always, and what says more where there is something.</summary>
static class BundleMaker
{
    /// <summary>Makes the forms asked for, or those that suit the value where none is asked for.</summary>
    public static MimeBundle Make(object? value, params string[] mimeTypes)
    {
        if (value is null) return MimeBundle.Of(MimeBundle.Plain, "null");
        if (mimeTypes.Length == 0) mimeTypes = Formatter.PreferredFor(value.GetType()) ?? [];
        if (mimeTypes.Length == 0 && (MadeAlready(value) ?? ChartBundle.Of(value)) is { } ready) return ready;
        if (mimeTypes.Length == 0) mimeTypes = [.. Suitable(value)];

        var bundle = new MimeBundle();
        foreach (string mimeType in mimeTypes.Append(MimeBundle.Plain).Distinct()) bundle[mimeType] = As(value, mimeType);
        return bundle;
    }

    static IEnumerable<string> Suitable(object value)
    {
        if (value is JsonNode or JsonElement or JsonDocument) yield return MimeBundle.Json;
        bool tensor = TensorText.Of(value) is not null; // its library's own forms show all of it, or fail once it is disposed of
        if (!tensor)
            foreach (string mimeType in AttributedFormatters.MimeTypesFor(value.GetType())) yield return mimeType;
        if (Formatter.Format(value, MimeBundle.Html) is not null || !tensor && (HtmlText.Suits(value) || DataFrameTable.Suits(value)
            || value is Exception)) yield return MimeBundle.Html;
    }

    static JsonNode As(object value, string mimeType) => mimeType switch
    {
        MimeBundle.Json => value as JsonNode is { } node ? node.DeepClone()
            : JsonSerializer.SerializeToNode(value) ?? JsonValue.Create("null"),
        _ when value is byte[] bytes && mimeType.StartsWith("image/") => Convert.ToBase64String(bytes),
        _ => MimeBundle.WellFormed(TextAs(value, mimeType)),
    };

    static string TextAs(object value, string mimeType) => mimeType switch
    {
        MimeBundle.Plain => value is byte[] bytes ? $"{bytes.Length} bytes" : DataFrameTable.PlainOf(value) ?? PlainText.Of(value),
        MimeBundle.Html => value is Exception e ? ExceptionText.Html(e) : DataFrameTable.HtmlOf(value) ?? HtmlText.Of(value),
        _ => Formatter.Format(value, mimeType) ?? AttributedFormatters.Format(value, mimeType) ?? PlainText.Of(value),
    };

    /// <summary>Content that says itself what it is.</summary>
    static MimeBundle? MadeAlready(object value)
    {
        (string MimeType, string Content, string Plain)? made = value switch
        {
            IHtmlContent html => (MimeBundle.Html, html.ToString()!, TextOf(html.ToString()!)),
            MimeContent { MimeType: MimeBundle.Html } c => (c.MimeType, c.Content, TextOf(c.Content)),
            MimeContent c => (c.MimeType, c.Content, c.MimeType.StartsWith("image/") ? $"({c.MimeType})" : c.Content),
            LaTeXString or MathString => (MimeBundle.Latex, value.ToString()!, value.ToString()!),
            _ => null,
        };
        if (made is not { } m || Formatter.Format(value, MimeBundle.Html) is not null) return null;
        var bundle = MimeBundle.Of(m.MimeType, m.Content);
        bundle[MimeBundle.Plain] = MimeBundle.WellFormed(m.Plain);
        return bundle;
    }

    /// <summary>What is left of HTML where only text can be shown.</summary>
    public static string TextOf(string html)
    {
        string text = Regex.Replace(html, @"<(script|style)\b.*?</\1>", "", RegexOptions.Singleline | RegexOptions.IgnoreCase);
        text = Regex.Replace(text, @"</(p|div|tr|li|h[1-6])>|<br\s*/?>", "\n", RegexOptions.IgnoreCase);
        return WebUtility.HtmlDecode(Regex.Replace(text, "<[^>]*>", " ")).Trim();
    }
}
