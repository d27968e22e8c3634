using System.Dynamic;
using System.Net;
using System.Text.Encodings.Web;
using MerClip.Kernel.Display;
using Microsoft.AspNetCore.Html;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>
/// An HTML element written as C#: <c>a[href: "x"](b("text"))</c>. Text is encoded, HTML content goes in as it is, and any
/// other value as its own display.
/// </summary>
public class PocketView(string name) : DynamicObject, IHtmlContent
{
    static readonly HashSet<string> Void = ["area", "br", "hr", "img", "input", "link", "meta", "source"];

    List<(string Name, object? Value)> attributes = [];
    List<object?> content = [];

    /// <summary>The element with content; further named arguments become attributes.</summary>
    public override bool TryInvoke(InvokeBinder binder, object?[]? args, out object? result)
    {
        var view = Copy();
        args ??= [];
        var names = binder.CallInfo.ArgumentNames;
        int positional = args.Length - names.Count;
        view.content.AddRange(args[..positional]);
        for (int i = 0; i < names.Count; i++) view.attributes.Add((names[i], args[positional + i]));
        result = view;
        return true;
    }

    /// <summary>The element with attributes, given as named indexes.</summary>
    public override bool TryGetIndex(GetIndexBinder binder, object?[] indexes, out object? result)
    {
        var view = Copy();
        var names = binder.CallInfo.ArgumentNames;
        int positional = indexes.Length - names.Count;
        for (int i = 0; i < names.Count; i++) view.attributes.Add((names[i], indexes[positional + i]));
        result = view;
        return true;
    }

    /// <summary>The element with a class: <c>div.warning("…")</c>.</summary>
    public override bool TryGetMember(GetMemberBinder binder, out object? result)
    {
        var view = Copy();
        view.attributes.Add(("class", binder.Name.Replace('_', '-')));
        result = view;
        return true;
    }

    PocketView Copy() => new(name) { attributes = [.. attributes], content = [.. content] };

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        writer.Write($"<{name}");
        foreach (var (attribute, value) in attributes)
            writer.Write($" {attribute}=\"{WebUtility.HtmlEncode(value?.ToString())}\"");
        writer.Write(">");
        if (Void.Contains(name) && content.Count == 0) return;
        foreach (object? item in content) WriteItem(writer, encoder, item);
        writer.Write($"</{name}>");
    }

    static void WriteItem(TextWriter writer, HtmlEncoder encoder, object? item)
    {
        if (item is IHtmlContent html) html.WriteTo(writer, encoder);
        else if (item is string text) writer.Write(WebUtility.HtmlEncode(text));
        else if (item is IEnumerable<IHtmlContent> several)
            foreach (var one in several) one.WriteTo(writer, encoder);
        else if (item is IEnumerable<object> mixed && mixed.All(m => m is IHtmlContent or string))
            foreach (object one in mixed) WriteItem(writer, encoder, one);
        else writer.Write(HtmlText.Of(item));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var writer = new StringWriter();
        WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}
