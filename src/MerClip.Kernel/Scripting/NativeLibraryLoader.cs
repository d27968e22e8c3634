using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using MerClip.Kernel.Display;

namespace MerClip.Kernel.Scripting;

/// <summary>
/// Loads a native library by its path. On Linux, one that asks for a newer libstdc++ than the system has gets a second
/// try as a copy in the cache whose need of that version is marked weak: often nothing in it uses what it asks for.
/// </summary>
static partial class NativeLibraryLoader
{
    /// <summary>Folders that libraries came from: those of one package look for those of another beside themselves.</summary>
    static readonly HashSet<string> LoadedFrom = [];

    public static bool TryLoad(string path, out IntPtr handle)
    {
        for (int tries = 0; tries < 4; tries++) // each failure names one version
        {
            try
            {
                handle = NativeLibrary.Load(path);
                LoadedFrom.Add(Path.GetDirectoryName(path)!);
                return true;
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                if (MissingVersion().Match(e.Message) is not { Success: true, Groups: [_, { Value: var version }, { Value: var needy }] }
                    || !File.Exists(needy) || Path.GetFileName(needy) != Path.GetFileName(path)) break;
                string? copy = WeakenedCopy(needy, version);
                if (copy is null) break;
                path = copy;
            }
        }
        handle = IntPtr.Zero;
        return false;
    }

    /// <summary>A folder of links to the library's neighbours, which it finds by its own place, around the changed copy.</summary>
    static string? WeakenedCopy(string library, string version)
    {
        byte[] elf = File.ReadAllBytes(library);
        if (!SymbolVersions.Weaken(elf, version)) return null;
        string source = Path.GetDirectoryName(library)!;
        string folder = CacheFolder.For("native", $"{source} {version} {File.GetLastWriteTimeUtc(library).Ticks}");
        foreach (string neighbour in LoadedFrom.Prepend(source).SelectMany(Directory.GetFiles))
        {
            string link = Path.Combine(folder, Path.GetFileName(neighbour));
            if (Path.GetFileName(neighbour) != Path.GetFileName(library) && !File.Exists(link)) File.CreateSymbolicLink(link, neighbour);
        }
        string copy = Path.Combine(folder, Path.GetFileName(library));
        string temporary = $"{copy}.{Environment.ProcessId}";
        File.WriteAllBytes(temporary, elf);
        File.Move(temporary, copy, overwrite: true);
        CellScope.Current?.Stream("stderr",
            $"{Path.GetFileName(library)}: need of {version} marked weak, because this system's libstdc++ lacks it\n");
        return copy;
    }

    [GeneratedRegex(@"version `((?:GLIBCXX|CXXABI)_[0-9.]+)' not found \(required by ([^)]+)\)")]
    private static partial Regex MissingVersion();
}
