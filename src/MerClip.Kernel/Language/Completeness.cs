using MerClip.Kernel.Magics;
using MerClip.Kernel.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MerClip.Kernel.Language;

/// <summary>Whether a console front end should run what was typed, or wait for more.</summary>
static class Completeness
{
    public static (string Status, string Indent) Of(string code)
    {
        string csharp = string.Join('\n', CellParser.Parse(code).Where(p => p.Command is null).Select(p => p.Text));
        var tree = CSharpSyntaxTree.ParseText(csharp, ScriptCompiler.ParseOptions);
        if (!SyntaxFactory.IsCompleteSubmission(tree)) return ("incomplete", Indent(code));
        bool invalid = tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error);
        return (invalid ? "invalid" : "complete", "");
    }

    /// <summary>The last line's own indentation, and one step more after an opening bracket.</summary>
    static string Indent(string code)
    {
        string last = code.TrimEnd('\n').Split('\n')[^1];
        string indent = last[..^last.TrimStart().Length];
        return last.TrimEnd() is [.., '{' or '(' or '['] ? indent + "    " : indent;
    }
}
