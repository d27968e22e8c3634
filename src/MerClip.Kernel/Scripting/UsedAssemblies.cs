using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MerClip.Kernel.Scripting;

/// <summary>
/// Which assemblies a cell needs: those its code refers to, and those that hold the namespaces it imports. The
/// compiler's own answer counts every assembly that shares a parent namespace, which is nearly the whole framework.
/// </summary>
static class UsedAssemblies
{
    public static IEnumerable<string> Of(CompiledCell cell, SyntaxTree tree) =>
        [.. ReferredTo(cell.Image), .. Imported(cell.Compilation, tree)];

    static IEnumerable<string> ReferredTo(byte[] image)
    {
        if (image.Length == 0) return [];
        using var reader = new PEReader(new MemoryStream(image));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(h => metadata.GetString(metadata.GetAssemblyReference(h).Name))];
    }

    static IEnumerable<string> Imported(CSharpCompilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        foreach (var import in ((CompilationUnitSyntax)tree.GetRoot()).Usings)
        {
            var symbol = import.NamespaceOrType is { } name ? model.GetSymbolInfo(name).Symbol : null;
            if (symbol is INamespaceSymbol space)
                foreach (var part in space.ConstituentNamespaces)
                    if (part.ContainingAssembly is { } assembly && !part.GetTypeMembers().IsEmpty) yield return assembly.Name;
            if (symbol is INamedTypeSymbol type) yield return type.ContainingAssembly.Name;
        }
    }
}
