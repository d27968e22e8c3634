using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace MerClip.Kernel.Scripting;

/// <summary>
/// The assemblies that cells compile against: the framework, the kernel's own display API, and what `#r` adds.
/// Each submission costs the compiler time and memory in proportion to references times earlier submissions, so a cell
/// is given the <see cref="Active"/> ones, and all of them only where it does not compile with those.
/// </summary>
sealed class ReferenceSet
{
    static readonly string[] Initial =
        ["System.Runtime", "System.Console", "System.Collections", "System.Linq", "System.Threading", "Microsoft.CSharp"];

    readonly Dictionary<string, PortableExecutableReference> byName = new(StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> activeNames = new(StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> preloaded = new(StringComparer.OrdinalIgnoreCase);
    PortableExecutableReference[]? all, active;

    public ReferenceSet()
    {
        foreach (string path in FrameworkAssemblies()) Put(path);
        Put(typeof(ReferenceSet).Assembly.Location);
        foreach (string name in Initial) Activate(name);
        Activate(Path.GetFileNameWithoutExtension(typeof(ReferenceSet).Assembly.Location));
    }

    /// <summary>Everything a cell may use.</summary>
    public IReadOnlyList<PortableExecutableReference> All => all ??= [.. byName.Values];

    /// <summary>What cells have used so far, closed under reference, so that later additions change no earlier symbol.</summary>
    public IReadOnlyList<PortableExecutableReference> Active => active ??= [.. activeNames.Select(n => byName[n])];

    /// <summary>
    /// Adds an assembly. One of the same name gives way, unless it has run: a process holds one version of an assembly.
    /// Returns a note for the user where the version asked for is not the one in use.
    /// </summary>
    public string? Add(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        if (byName.TryGetValue(name, out var present) && present.FilePath != path)
        {
            if (LoadedVersion(name) is { } loaded)
            {
                Version? asked = AssemblyName.GetAssemblyName(path).Version;
                return loaded == asked ? null
                    : $"{name} {loaded} is already loaded, so {asked} is not; restart the kernel to change versions";
            }
            if (!preloaded.Remove(name) && !IsNewer(path, present.FilePath!)) return null;
        }
        Put(path);
        Activate(name);
        return null;
    }

    /// <summary>Makes an assembly available without its costing anything until a cell uses it; `#r` overrides it.</summary>
    public bool Preload(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        if (byName.ContainsKey(name)) return false;
        preloaded.Add(name);
        Put(path);
        return true;
    }

    /// <summary>Adds assemblies that a cell uses, and what those refer to, to the active ones.</summary>
    public void Activate(IEnumerable<string> assemblyNames)
    {
        foreach (string name in assemblyNames) Activate(name);
    }

    void Activate(string name)
    {
        if (!byName.TryGetValue(name, out var reference) || !activeNames.Add(name)) return;
        active = null;
        foreach (string needed in NamesReferredToBy(reference.FilePath!)) Activate(needed);
    }

    /// <summary>The simple names of the assemblies that an assembly file refers to.</summary>
    public static string[] NamesReferredToBy(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(h => metadata.GetString(metadata.GetAssemblyReference(h).Name))];
    }

    static bool IsNewer(string path, string than) =>
        AssemblyName.GetAssemblyName(path).Version > AssemblyName.GetAssemblyName(than).Version;

    static Version? LoadedVersion(string name) =>
        AssemblyLoadContext.All.FirstOrDefault(c => c is LibraryLoader)?.Assemblies.Select(a => a.GetName()).FirstOrDefault(a => a.Name == name)?.Version;

    void Put(string path)
    {
        string docs = Path.ChangeExtension(path, ".xml");
        byName[Path.GetFileNameWithoutExtension(path)] = MetadataReference.CreateFromFile(path,
            documentation: File.Exists(docs) ? XmlDocumentationProvider.CreateFromFile(docs) : null);
        all = active = null;
    }

    /// <summary>The SDK's reference assemblies, which carry documentation; the runtime's own where there is no SDK.</summary>
    static IEnumerable<string> FrameworkAssemblies()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string packs = Path.GetFullPath(Path.Combine(runtime, "../../../packs/Microsoft.NETCore.App.Ref"));
        string target = $"net{Environment.Version.Major}.{Environment.Version.Minor}";
        string? pack = !Directory.Exists(packs) ? null : Directory.GetDirectories(packs)
            .Select(version => Path.Combine(version, "ref", target)).Where(Directory.Exists).Order().LastOrDefault();
        return pack is not null
            ? Directory.GetFiles(pack, "*.dll")
            : Directory.GetFiles(runtime, "*.dll").Where(IsManaged);
    }

    static bool IsManaged(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        try
        {
            return image.HasMetadata;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
