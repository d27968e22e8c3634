using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace MerClip.Kernel.Scripting;

/// <summary>
/// What a library's .deps.json says it needs: assemblies by name, and the folders of native libraries, beside it or in
/// the package cache. The runtime's own resolver looks beside it only, where a class library's build puts nothing.
/// </summary>
static class DependencyFile
{
    public static (Dictionary<string, string> Assemblies, List<string> NativeFolders) Read(string library)
    {
        var assemblies = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var natives = new List<string>();
        string file = Path.ChangeExtension(library, ".deps.json");
        if (!File.Exists(file) || JsonNode.Parse(File.ReadAllBytes(file)) is not { } deps) return (assemblies, natives);
        string beside = Path.GetDirectoryName(library)!;
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

        foreach (var (id, needed) in deps["targets"]!.AsObject().SelectMany(t => t.Value!.AsObject()))
        {
            string package = (string?)deps["libraries"]?[id]?["path"] ?? "";
            string? Locate(string relative) => new[]
            {
                Path.Combine(beside, Path.GetFileName(relative)), Path.Combine(beside, relative), Path.Combine(packages, package, relative),
            }.FirstOrDefault(File.Exists);

            foreach (var (path, _) in needed?["runtime"]?.AsObject() ?? [])
                if (Locate(path) is { } found) assemblies[Path.GetFileNameWithoutExtension(path)] = found;
            foreach (var (path, target) in needed?["runtimeTargets"]?.AsObject() ?? [])
                if ((string?)target?["assetType"] == "native" && (string?)target["rid"] == RuntimeInformation.RuntimeIdentifier
                    && Locate(path) is { } found && Path.GetDirectoryName(found)! is var folder && !natives.Contains(folder))
                    natives.Add(folder);
        }
        return (assemblies, natives);
    }
}
