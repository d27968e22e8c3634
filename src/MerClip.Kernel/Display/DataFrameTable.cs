using System.Net;
using System.Text;
using Microsoft.DotNet.Interactive.Formatting;

namespace MerClip.Kernel.Display;

/// <summary>A Microsoft.Data.Analysis DataFrame as a table, matched by name: its first rows, and how many there are.</summary>
static class DataFrameTable
{
    public static bool Suits(object value) => value.GetType().FullName == "Microsoft.Data.Analysis.DataFrame";

    public static string? HtmlOf(object value)
    {
        if (!Suits(value) || Formatter.Format(value, MimeBundle.Html) is not null) return null;
        var (names, rows, count) = Read(value);
        var html = new StringBuilder("<table><thead><tr><th><i>index</i></th>");
        foreach (string name in names) html.Append($"<th>{WebUtility.HtmlEncode(name)}</th>");
        html.Append("</tr></thead><tbody>");
        for (int r = 0; r < rows.Count; r++)
            html.Append($"<tr><td>{r}</td>").AppendJoin("", rows[r].Select(c => $"<td>{WebUtility.HtmlEncode(c)}</td>")).Append("</tr>");
        if (count > rows.Count)
            html.Append($"<tr><td colspan=\"{names.Length + 1}\">{DisplayBudget.MoreText((int)(count - rows.Count))}</td></tr>");
        return html.Append("</tbody></table>").ToString();
    }

    public static string? PlainOf(object value)
    {
        if (!Suits(value) || Formatter.Format(value, MimeBundle.Plain) is not null) return null;
        var (names, rows, count) = Read(value);
        int[] widths = [.. names.Select((n, i) => rows.Select(r => r[i].Length).Append(n.Length).Max())];
        var lines = rows.Prepend(names).Select(r => string.Join("  ", r.Select((c, i) => c.PadRight(widths[i]))).TrimEnd());
        string more = count > rows.Count ? $"\n{DisplayBudget.MoreText((int)(count - rows.Count))}" : "";
        return string.Join('\n', lines) + more;
    }

    static (string[] Names, List<string[]> Rows, long Count) Read(dynamic frame)
    {
        var columns = new List<dynamic>();
        foreach (dynamic column in frame.Columns) columns.Add(column);
        long count = frame.Rows.Count;
        var rows = new List<string[]>();
        for (long r = 0; r < Math.Min(count, Formatter.ListExpansionLimit); r++)
            rows.Add([.. columns.Select(c => PlainText.Of((object?)c[r]))]);
        return ([.. columns.Select(c => (string)c.Name)], rows, count);
    }
}
