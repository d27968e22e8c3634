using System.Collections;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace MerClip.Kernel.Display;

/// <summary>
/// A value as HTML tables. They carry no style of their own: every front end has one for tables.
/// </summary>
sealed class HtmlText
{
    readonly StringBuilder html = new();
    readonly DisplayBudget budget = new();

    /// <summary>HTML for any value, plain text encoded where nothing better fits.</summary>
    public static string Of(object? value)
    {
        var writer = new HtmlText();
        writer.Write(value);
        return writer.html.ToString();
    }

    /// <summary>Whether HTML says more of a value than plain text does.</summary>
    public static bool Suits(object value) =>
        value is IDictionary || ValueKind.IsSequence(value) || ValueKind.IsPlainData(value) || value is ITuple;

    void Write(object? value)
    {
        if (value is null) html.Append("null");
        else if (Formatter.Format(value, MimeBundle.Html) is { } registered) html.Append(registered);
        else if (TensorText.Of(value) is { } tensor) html.Append("<pre>").Append(Encode(tensor)).Append("</pre>");
        else if (AttributedFormatters.Format(value, MimeBundle.Html) is { } attributed) html.Append(attributed);
        else if (value is IHtmlContent content) html.Append(content);
        else if (!Suits(value)) html.Append(Encode(PlainText.Of(value)));
        else if (!budget.TryEnter(value)) html.Append('…');
        else
        {
            WriteCompound(value);
            budget.Leave(value);
        }
    }

    void WriteCompound(object value)
    {
        if (value is IDictionary dictionary)
            WriteTable("key", dictionary.Keys.Cast<object>().Take(Formatter.ListExpansionLimit).Select(k => (k, dictionary[k])).ToList()!,
                Math.Max(0, dictionary.Count - Formatter.ListExpansionLimit));
        else if (value is ITuple tuple)
            WriteTable("item", [.. Enumerable.Range(0, tuple.Length).Select(i => ((object)$"Item{i + 1}", tuple[i]))], 0);
        else if (ValueKind.IsSequence(value))
        {
            var (items, more) = DisplayBudget.Take((IEnumerable)value);
            WriteTable("index", [.. items.Select((item, i) => ((object)i, item))], more);
        }
        else WriteMembers(value);
    }

    void WriteMembers(object value)
    {
        string type = TypeNames.Of(value.GetType());
        html.Append("<table>");
        if (type.Length > 0) html.Append("<thead><tr><th colspan=\"2\">").Append(Encode(type)).Append("</th></tr></thead>");
        html.Append("<tbody>");
        foreach (var (name, member) in ValueKind.MembersOf(value))
        {
            html.Append("<tr><th>").Append(Encode(name)).Append("</th><td>");
            Write(member);
            html.Append("</td></tr>");
        }
        html.Append("</tbody></table>");
    }

    /// <summary>One row an item; plain data in the items becomes columns.</summary>
    void WriteTable(string keyTitle, List<(object Key, object? Value)> rows, int? more)
    {
        string[] columns = rows.Count > 0 && rows.All(r => r.Value is not null && IsRow(r.Value))
            ? [.. rows.SelectMany(r => ValueKind.MembersOf(r.Value!).Select(m => m.Name)).Distinct()]
            : [];
        html.Append("<table><thead><tr><th><i>").Append(keyTitle).Append("</i></th>");
        foreach (string column in columns.DefaultIfEmpty("value")) html.Append("<th>").Append(Encode(column)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var (key, value) in rows)
        {
            html.Append("<tr><td>").Append(Encode(PlainText.Of(key))).Append("</td>");
            if (columns.Length == 0) WriteCell(value);
            else WriteRow(value!, columns);
            html.Append("</tr>");
        }
        if (more is null or > 0)
            html.Append($"<tr><td colspan=\"{Math.Max(columns.Length, 1) + 1}\">{DisplayBudget.MoreText(more)}</td></tr>");
        html.Append("</tbody></table>");
    }

    static bool IsRow(object value) =>
        ValueKind.IsPlainData(value) && TensorText.Of(value) is null && AttributedFormatters.Format(value, MimeBundle.Html) is null
        && Formatter.Format(value, MimeBundle.Html) is null && Formatter.Format(value, MimeBundle.Plain) is null;

    void WriteRow(object value, string[] columns)
    {
        if (!budget.TryEnter(value))
        {
            html.Append($"<td colspan=\"{columns.Length}\">…</td>");
            return;
        }
        var members = ValueKind.MembersOf(value).DistinctBy(m => m.Name).ToDictionary(m => m.Name, m => m.Value);
        foreach (string column in columns)
            if (members.TryGetValue(column, out object? member)) WriteCell(member);
            else html.Append("<td></td>");
        budget.Leave(value);
    }

    void WriteCell(object? value)
    {
        html.Append("<td>");
        Write(value);
        html.Append("</td>");
    }

    static string Encode(string text) => WebUtility.HtmlEncode(text);
}
