using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace MerClip.Kernel.Scripting;

/// <summary>
/// Finds at run time what cells compile against: the assembly that was referenced, what it depends on, and native
/// libraries, in the folders that references came from. A load context of its own, because only such a one is asked for
/// a native library before the system is: a system may have another version of it.
/// </summary>
sealed class LibraryLoader(ReferenceSet references) : AssemblyLoadContext("notebook")
{
    static readonly string Framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    readonly Dictionary<string, string> assemblies = new(StringComparer.OrdinalIgnoreCase);
    readonly List<string> folders = [];
    readonly List<string> nativeFolders = [];
    readonly Dictionary<string, IntPtr> loaded = [];

    /// <summary>References an assembly file; a note for the user where an older version stays in use.</summary>
    public string? Reference(string path)
    {
        AddFile(path);
        PreloadWhatItRefersTo(path);
        return references.Add(path);
    }

    /// <summary>Makes an assembly, and what it refers to in its folder, available without loading any.</summary>
    public void Preload(string path)
    {
        AddFile(path);
        if (references.Preload(path)) PreloadWhatItRefersTo(path);
    }

    void PreloadWhatItRefersTo(string path)
    {
        foreach (string name in ReferenceSet.NamesReferredToBy(path))
            if (Find(new AssemblyName(name)) is { } needed && references.Preload(needed)) PreloadWhatItRefersTo(needed);
    }

    /// <summary>Adds what a package restore found: files by assembly name, and the folder its native libraries are in.</summary>
    public IEnumerable<string> Reference(RestoredPackages packages)
    {
        nativeFolders.Insert(0, packages.NativeFolder);
        foreach (string path in packages.RuntimeAssemblies) assemblies[Path.GetFileNameWithoutExtension(path)] = path;
        return packages.CompileAssemblies.Select(references.Add).OfType<string>().ToList();
    }

    void AddFile(string path)
    {
        assemblies[Path.GetFileNameWithoutExtension(path)] = path;
        string folder = Path.GetDirectoryName(path)!;
        folders.Remove(folder);
        folders.Insert(0, folder);
        var (needed, natives) = DependencyFile.Read(path);
        foreach (var (name, file) in needed) assemblies.TryAdd(name, file);
        nativeFolders.AddRange(natives.Except(nativeFolders));
    }

    /// <summary>The framework and the kernel are shared; anything else is the notebook's own.</summary>
    protected override Assembly? Load(AssemblyName name)
    {
        if (name.Name is null || name.Name == typeof(LibraryLoader).Assembly.GetName().Name
            || File.Exists(Path.Combine(Framework, name.Name + ".dll"))) return null;
        return Find(name) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    string? Find(AssemblyName name)
    {
        return assemblies.GetValueOrDefault(name.Name!)
            ?? folders.Select(f => Path.Combine(f, name.Name + ".dll")).FirstOrDefault(File.Exists);
    }

    protected override IntPtr LoadUnmanagedDll(string name)
    {
        lock (loaded)
        {
            if (loaded.TryGetValue(name, out IntPtr known)) return known;
            foreach (string path in NativeCandidates(name).Where(File.Exists))
                if (NativeLibraryLoader.TryLoad(path, out IntPtr handle)) return loaded[name] = handle;
            return IntPtr.Zero;
        }
    }

    IEnumerable<string> NativeCandidates(string name)
    {
        string rid = RuntimeInformation.RuntimeIdentifier;
        string[] names = OperatingSystem.IsWindows() ? [name, name + ".dll"]
            : OperatingSystem.IsMacOS() ? [name, $"lib{name}.dylib", name + ".dylib"]
            : [name, $"lib{name}.so", name + ".so"];
        foreach (string folder in nativeFolders.Concat(folders))
            foreach (string file in names)
            {
                yield return Path.Combine(folder, file);
                yield return Path.Combine(folder, "runtimes", rid, "native", file);
            }
    }
}
