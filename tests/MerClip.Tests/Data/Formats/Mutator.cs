using System.Buffers.Binary;
using System.IO.Compression;

namespace MerClip.Tests.Data.Formats;

/// <summary>Damages files: flipped bits, lying lengths, cuts, moved and repeated pieces; in a zip also inside its entries.</summary>
static class Mutator
{
    static readonly ulong[] Telling =
        [0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF, ulong.MaxValue];

    /// <summary>A damaged copy.</summary>
    public static byte[] Mutate(byte[] original, Random random)
    {
        if (original.AsSpan().StartsWith("PK"u8) && random.Next(2) == 0) return Inside(original, random);
        byte[] bytes = [.. original];
        for (int i = random.Next(1, 5); i > 0 && bytes.Length > 8; i--) bytes = Once(bytes, random);
        return bytes;
    }

    static byte[] Once(byte[] bytes, Random random)
    {
        int at = random.Next(bytes.Length), length = random.Next(1, Math.Min(64, bytes.Length - at) + 1);
        switch (random.Next(8))
        {
            case 0: return bytes[..random.Next(1, bytes.Length)];
            case 1: return [.. bytes[..at], .. bytes[(at + length)..]];
            case 2: return [.. bytes[..(at + length)], .. bytes[at..]];
            case 3:
                bytes.AsSpan(random.Next(bytes.Length - length + 1), length).CopyTo(bytes.AsSpan(at, length));
                return bytes;
            case 4:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 5 or 6:
                Span<byte> field = stackalloc byte[8];
                BinaryPrimitives.WriteUInt64LittleEndian(field, Telling[random.Next(Telling.Length)]);
                int width = Math.Min(1 << random.Next(4), bytes.Length - at);
                field[..width].CopyTo(bytes.AsSpan(at));
                return bytes;
            default:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
        }
    }

    // Damage to a zip itself is mostly found by the zip; this gets past it.
    static byte[] Inside(byte[] original, Random random)
    {
        using MemoryStream from = new(original), to = new();
        using (ZipArchive read = new(from), write = new(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            int damaged = random.Next(read.Entries.Count);
            bool packed = read.Entries.Any(e => e.CompressedLength != e.Length);
            foreach (var (i, entry) in read.Entries.Index())
            {
                using MemoryStream content = new();
                using (Stream stream = entry.Open()) stream.CopyTo(content);
                byte[] bytes = content.ToArray();
                if (i == damaged) for (int k = random.Next(1, 4); k > 0 && bytes.Length > 8; k--) bytes = Once(bytes, random);
                using Stream target = write.CreateEntry(entry.FullName,
                    packed ? CompressionLevel.Fastest : CompressionLevel.NoCompression).Open();
                target.Write(bytes);
            }
        }
        return to.ToArray();
    }
}
