using System.Text;

namespace MerClip.Kernel.Scripting;

/// <summary>The versions of other libraries' symbols that a 64-bit ELF library needs (its .gnu.version_r section).</summary>
static class SymbolVersions
{
    const int VersionNeedSection = 0x6ffffffe; // SHT_GNU_verneed
    const ushort Weak = 0x2;                   // VER_FLG_WEAK

    /// <summary>Marks the need of a version as weak, in place; false if there is none that is not weak already.</summary>
    public static bool Weaken(byte[] elf, string version)
    {
        if (elf is not [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, ..]) return false;
        bool changed = false;
        long sections = BitConverter.ToInt64(elf, 0x28);
        int size = BitConverter.ToUInt16(elf, 0x3A), count = BitConverter.ToUInt16(elf, 0x3C);
        for (int i = 0; i < count; i++)
        {
            int header = (int)sections + i * size;
            if (BitConverter.ToInt32(elf, header + 4) != VersionNeedSection) continue;
            int strings = (int)sections + BitConverter.ToInt32(elf, header + 0x28) * size;
            int names = (int)BitConverter.ToInt64(elf, strings + 0x18);
            int need = (int)BitConverter.ToInt64(elf, header + 0x18);
            for (int left = BitConverter.ToInt32(elf, header + 0x2C); left > 0; left--)
            {
                changed |= WeakenNeed(elf, need, names, version);
                need += BitConverter.ToInt32(elf, need + 12);
            }
        }
        return changed;
    }

    static bool WeakenNeed(byte[] elf, int need, int names, string version)
    {
        bool changed = false;
        int entry = need + BitConverter.ToInt32(elf, need + 8);
        for (int left = BitConverter.ToUInt16(elf, need + 2); left > 0; left--)
        {
            int name = names + BitConverter.ToInt32(elf, entry + 8);
            ushort flags = BitConverter.ToUInt16(elf, entry + 4);
            bool matches = Encoding.ASCII.GetString(elf, name, Array.IndexOf(elf, (byte)0, name) - name) == version;
            if (matches && (flags & Weak) == 0)
            {
                BitConverter.GetBytes((ushort)(flags | Weak)).CopyTo(elf, entry + 4);
                changed = true;
            }
            entry += BitConverter.ToInt32(elf, entry + 12);
        }
        return changed;
    }
}
