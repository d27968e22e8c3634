using System.Text;
using MerClip.Data.Stored;

namespace MerClip.Data.Pickle;

/// <summary>A long <c>str</c> of a large pickle of protocols 0 to 2, which write the bytes of arrays so: where its UTF-8 lies in the file.
/// What it is for comes after it.</summary>
public sealed class PickleLongText
{
    readonly StoredFile file;
    readonly long offset, length;

    internal PickleLongText(StoredFile file, long offset, long length) => (this.file, this.offset, this.length) = (file, offset, length);

    /// <summary>How many bytes of UTF-8.</summary>
    public long Length => length;

    /// <summary>The text; of more than a gigabyte only the start.</summary>
    public override string ToString()
    {
        byte[] utf8 = new byte[Math.Min(length, PickleMachine.LongestText)];
        file.Read(offset, utf8);
        return Encoding.UTF8.GetString(utf8);
    }

    /// <summary>Copies the characters as bytes; false if one is no character from 0 to 255.</summary>
    internal bool TryCopy(Spool spool, out PickleBytes bytes)
    {
        byte[] from = new byte[Math.Min(length, 1 << 16)], to = new byte[from.Length];
        bytes = new PickleBytes(spool.End, 0) { File = spool.File };
        byte lead = 0; // of a character of two bytes, of which the second is still to come
        long written = 0;
        for (long done = 0; done < length;)
        {
            Span<byte> part = from.AsSpan(0, (int)Math.Min(from.Length, length - done));
            file.Read(offset + done, part);
            done += part.Length;
            int count = 0;
            foreach (byte b in part)
            {
                if (lead != 0)
                {
                    if ((b & 0xC0) != 0x80) return false;
                    to[count++] = (byte)(lead << 6 | b & 0x3F);
                    lead = 0;
                }
                else if (b < 0x80) to[count++] = b;
                else if (b is 0xC2 or 0xC3) lead = b;
                else return false;
            }
            spool.Add(to.AsSpan(0, count));
            written += count;
        }
        bytes = bytes with { Length = written };
        return lead == 0;
    }
}
