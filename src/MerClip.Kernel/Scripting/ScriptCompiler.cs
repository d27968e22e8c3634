using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace MerClip.Kernel.Scripting;

/// <summary>Compiles cells as C# script submissions, each seeing the ones before it.</summary>
sealed class ScriptCompiler(ReferenceSet references)
{
    public static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>What .NET Interactive imported, and so what notebooks count on.</summary>
    public static readonly ImmutableArray<string> Usings =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        "Microsoft.DotNet.Interactive", "Microsoft.DotNet.Interactive.Formatting", "Microsoft.DotNet.Interactive.Kernel",
    ];

    public static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        usings: Usings,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);

    static readonly EmitOptions Emit = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    int count;

    /// <summary>The last submission that became part of the session's state.</summary>
    public CSharpCompilation? Previous { get; private set; }

    /// <summary>Compiles; throws <see cref="CompileException"/> when the code has errors.</summary>
    public CompiledCell Compile(string code, string cellName, CancellationToken cancel)
    {
        var text = SourceText.From(code, Encoding.UTF8);
        var tree = CSharpSyntaxTree.ParseText(text, ParseOptions, cellName, cancel);
        count++;
        var errors = TryCompile(tree, references.Active, cancel, out var cell);
        if (errors.Length > 0)
        {
            errors = TryCompile(tree, references.All, cancel, out cell);
            if (errors.Length > 0) throw new CompileException(errors);
            references.Activate(UsedAssemblies.Of(cell, tree));
            if (TryCompile(tree, references.Active, cancel, out var lean).Length == 0) cell = lean;
        }
        return cell;
    }

    Diagnostic[] TryCompile(
        SyntaxTree tree, IEnumerable<MetadataReference> available, CancellationToken cancel, out CompiledCell cell)
    {
        var compilation = CSharpCompilation.CreateScriptCompilation($"cell-{count}", tree, available, Options, Previous);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        EmitResult result = compilation.Emit(image, symbols, options: Emit, cancellationToken: cancel);
        cell = new CompiledCell(compilation, image.ToArray(), symbols.ToArray(), ShowsResult(compilation, tree, cancel));
        return [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
    }

    /// <summary>Makes a compiled cell's declarations visible to the cells after it.</summary>
    public void Accept(CompiledCell cell) => Previous = cell.Compilation;

    /// <summary>A last expression without a semicolon is the cell's result, unless it is void.</summary>
    static bool ShowsResult(CSharpCompilation compilation, SyntaxTree tree, CancellationToken cancel)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot(cancel);
        return root.Members.LastOrDefault() is GlobalStatementSyntax
        {
            Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true, Expression: var expression },
        } && compilation.GetSemanticModel(tree).GetTypeInfo(expression, cancel).Type?.SpecialType != SpecialType.System_Void;
    }
}
