using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a Linux x64 library and marks its need of GLIBCXX_3.4.32 as weak, so that the loader of a GCC 12 system
/// accepts it. Sound because the one symbol of that version, std::ios_base_library_init, is referenced and never
/// called. Does nothing where the system's libstdc++ has the version. The package cache is never written to.
/// </summary>
public class WeakenSymbolVersion : Task
{
    const string Version = "GLIBCXX_3.4.32";
    const int VersionNeedSection = 0x6ffffffe; // SHT_GNU_verneed
    const ushort Weak = 0x2;                   // VER_FLG_WEAK

    static readonly string[] SystemFolders =
        { "/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib" };

    [Required] public string Source { get; set; }
    [Required] public string Destination { get; set; }

    public override bool Execute()
    {
        if (SystemHasVersion()) return true;
        byte[] elf = File.ReadAllBytes(Source);
        if (!Weaken(elf)) return true;

        string temporary = Destination + ".tmp";
        File.WriteAllBytes(temporary, elf);
        File.SetLastWriteTimeUtc(temporary, File.GetLastWriteTimeUtc(Source)); // incremental copies then leave it alone
        File.Delete(Destination);                                              // often a link into the package cache
        File.Move(temporary, Destination);
        Log.LogMessage(MessageImportance.High,
            "libLibTorchSharp.so: need of " + Version + " marked weak, because this system's libstdc++ lacks it");
        return true;
    }

    static bool SystemHasVersion()
    {
        string library = SystemFolders.Select(f => Path.Combine(f, "libstdc++.so.6")).FirstOrDefault(File.Exists);
        return library == null || Encoding.ASCII.GetString(File.ReadAllBytes(library)).Contains(Version);
    }

    /// <summary>Sets VER_FLG_WEAK in the .gnu.version_r entries of the version; false if there is none.</summary>
    static bool Weaken(byte[] elf)
    {
        bool found = false;
        long sections = BitConverter.ToInt64(elf, 0x28);
        int size = BitConverter.ToUInt16(elf, 0x3A), count = BitConverter.ToUInt16(elf, 0x3C);
        for (int i = 0; i < count; i++)
        {
            int header = (int)sections + i * size;
            if (BitConverter.ToInt32(elf, header + 4) != VersionNeedSection) continue;
            int strings = (int)sections + BitConverter.ToInt32(elf, header + 0x28) * size; // sh_link: its string table
            int names = (int)BitConverter.ToInt64(elf, strings + 0x18);
            int need = (int)BitConverter.ToInt64(elf, header + 0x18);
            for (int left = BitConverter.ToInt32(elf, header + 0x2C); left > 0; left--)    // sh_info: entries
            {
                int aux = need + BitConverter.ToInt32(elf, need + 8);
                for (int n = BitConverter.ToUInt16(elf, need + 2); n > 0; n--)
                {
                    if (NameAt(elf, names + BitConverter.ToInt32(elf, aux + 8)) == Version)
                    {
                        ushort flags = (ushort)(BitConverter.ToUInt16(elf, aux + 4) | Weak);
                        BitConverter.GetBytes(flags).CopyTo(elf, aux + 4);
                        found = true;
                    }
                    aux += BitConverter.ToInt32(elf, aux + 12);
                }
                need += BitConverter.ToInt32(elf, need + 12);
            }
        }
        return found;
    }

    static string NameAt(byte[] elf, int start) =>
        Encoding.ASCII.GetString(elf, start, Array.IndexOf(elf, (byte)0, start) - start);
}
