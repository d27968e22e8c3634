using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MerClip.Kernel.Scripting;

/// <summary>A cell ready to run: its compilation, its assembly and debug symbols, and whether it ends in a value to show.</summary>
sealed record CompiledCell(CSharpCompilation Compilation, byte[] Image, byte[] Symbols, bool ShowsResult)
{
    /// <summary>Whether later cells can see anything of this one; if not, it need not lengthen the chain they look through.</summary>
    public bool DeclaresSomething { get; } =
        Compilation.ScriptClass!.GetMembers().Any(m => m is not IMethodSymbol { Name: ".ctor" or "<Initialize>" or "<Factory>" })
        || Compilation.SyntaxTrees.Any(t => ((CompilationUnitSyntax)t.GetRoot()) is { Usings.Count: > 0 } or { Externs.Count: > 0 });
}
