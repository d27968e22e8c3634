using System.Text;
using System.Text.RegularExpressions;
using MerClip.Kernel.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MerClip.Kernel.Magics;

/// <summary>Splits a cell into C# code, `#!` commands and the directives `#r`, `#i` and `#load`.</summary>
static partial class CellParser
{
    /// <summary>Commands whose text is the lines that follow, up to the next of these.</summary>
    static readonly HashSet<string> Languages =
    [
        "#!csharp", "#!c#", "#!html", "#!javascript", "#!js", "#!markdown", "#!md", "#!mermaid", "#!fsharp", "#!f#",
        "#!pwsh", "#!powershell", "#!sql", "#!kql", "#!http", "#!value", "#!python",
    ];

    public static List<CellPart> Parse(string cell)
    {
        string[] lines = cell.ReplaceLineEndings("\n").Split('\n');
        var parts = new List<CellPart>();
        var code = new StringBuilder();
        Func<int, bool> isText = TextLines(cell, lines);
        int codeStart = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            var match = isText(i) ? Match.Empty : Directive().Match(lines[i]);
            string command = match.Groups["command"].Value;
            if (!match.Success)
            {
                code.Append(lines[i]);
            }
            else if (!command.StartsWith("#!"))
            {
                parts.Add(new CellPart(command, match.Groups["argument"].Value.Trim(), "", i + 1)); // ahead of its code
            }
            else
            {
                EndCode();
                int end = i + 1;
                bool hasText = Languages.Contains(command) && command is not ("#!csharp" or "#!c#");
                if (hasText) while (end < lines.Length && !Languages.Contains(Directive().Match(lines[end]).Groups["command"].Value)) end++;
                string text = hasText ? string.Join('\n', lines[(i + 1)..end]) : "";
                parts.Add(new CellPart(command, match.Groups["argument"].Value.Trim(), text, i + 1));
                codeStart = end;
                i = end - 1;
                continue;
            }
            code.Append('\n');
        }
        EndCode();
        return parts;

        void EndCode()
        {
            string text = code.ToString();
            if (!string.IsNullOrWhiteSpace(text)) parts.Add(new CellPart(null, "", new string('\n', codeStart) + text.TrimEnd('\n'), codeStart + 1));
            code.Clear();
        }
    }

    /// <summary>The cell with everything but C# replaced by spaces.</summary>
    public static string BlankCommands(string cell)
    {
        string[] lines = cell.Split('\n');
        bool inOther = false;
        for (int i = 0; i < lines.Length; i++)
        {
            var match = Directive().Match(lines[i]);
            string command = match.Groups["command"].Value;
            if (Languages.Contains(command)) inOther = command is not ("#!csharp" or "#!c#");
            if (match.Success || inOther) lines[i] = new string(' ', lines[i].Length);
        }
        return string.Join('\n', lines);
    }

    /// <summary>Tells which lines begin inside a string or a comment, where a `#` at the start means nothing.</summary>
    static Func<int, bool> TextLines(string cell, string[] lines)
    {
        if (!cell.Contains('#') || !cell.Contains("\"\"\"") && !cell.Contains("@\"") && !cell.Contains("@$\"") && !cell.Contains("/*"))
            return _ => false;
        var tree = CSharpSyntaxTree.ParseText(string.Join('\n', lines), ScriptCompiler.ParseOptions);
        var root = tree.GetRoot();
        var source = tree.GetText();
        return line =>
        {
            int at = source.Lines[line].Start;
            var token = root.FindToken(at);
            if (token.Span.Start < at && at < token.Span.End) return true;
            var trivia = root.FindTrivia(at);
            return trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) && trivia.SpanStart < at;
        };
    }

    [GeneratedRegex(@"^\s*(?<command>#![\w#-]+|#r(?=\s*"")|#i(?=\s*"")|#load(?=\s*""))(?<argument>.*)$")]
    private static partial Regex Directive();
}
