using System.Text;
using Microsoft.CodeAnalysis;

namespace MerClip.Kernel.Scripting;

/// <summary>The cell's code has errors. The message gives each one's place and code, and its line with a mark under it.</summary>
sealed class CompileException(Diagnostic[] errors) : Exception(TextOf(errors))
{
    const int MostErrors = 20;

    static string TextOf(Diagnostic[] errors)
    {
        var text = new StringBuilder();
        foreach (var error in errors.OrderBy(e => e.Location.SourceSpan.Start).Take(MostErrors))
        {
            if (text.Length > 0) text.Append('\n');
            var place = error.Location.GetMappedLineSpan();
            var (line, column) = (place.StartLinePosition.Line, place.StartLinePosition.Character);
            text.Append($"({line + 1},{column + 1}): error {error.Id}: {error.GetMessage()}");
            if (error.Location.SourceTree is not { } tree) continue;
            string source = tree.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString();
            int length = Math.Clamp(error.Location.SourceSpan.Length, 1, Math.Max(1, source.Length - column));
            string indent = string.Concat(source.Take(column).Select(c => c == '\t' ? '\t' : ' '));
            text.Append($"\n    {source}\n    {indent}{new string('^', length)}");
        }
        if (errors.Length > MostErrors) text.Append($"\n({errors.Length - MostErrors} more errors)");
        return text.ToString();
    }
}
