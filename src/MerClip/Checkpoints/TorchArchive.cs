using System.IO.Compression;
using System.Text;
using MerClip.Data.Stored;
using static TorchSharp.torch;

namespace MerClip.Checkpoints;

/// <summary>The zip that torch (1.6 and later) saves: <c>NAME/data.pkl</c> says what there is, <c>NAME/data/KEY</c> holds the
/// memory of tensors. Whatever it says of sizes is checked before it is believed.</summary>
sealed class TorchArchive : IDisposable
{
    /// <summary>How files of torch before 1.6 start: a pickled magic number.</summary>
    public static readonly byte[] LegacyHead =
        [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19];

    readonly string path;
    readonly FileStream file;
    readonly ZipArchive zip;
    readonly Dictionary<string, ZipArchiveEntry> entries = [];
    readonly string folder;
    readonly ZipArchiveEntry pickle;

    TorchArchive(string path, FileStream file)
    {
        (this.path, this.file) = (path, file);
        zip = new ZipArchive(file, ZipArchiveMode.Read);
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            if (!entries.TryAdd(entry.FullName, entry)) throw Damaged($"it has two entries {InputException.Shown(entry.FullName)}");
            total += entry.CompressedLength;
        }
        // Entries that lie in the same bytes would let a small file be read as a large one.
        if (total > file.Length) throw Damaged("its entries claim more bytes than the file has");
        string[] names = [.. entries.Keys.Where(n => n.EndsWith("/data.pkl", StringComparison.Ordinal) && n.Count(c => c == '/') == 1)];
        if (names is not [var name]) throw Damaged("it has no NAME/data.pkl");
        folder = name[..^"data.pkl".Length];
        pickle = Stored(entries[name]);
        if (entries.TryGetValue(folder + "byteorder", out var order) && Text(order) != "little")
            throw new InputException($"{path} was written on a big-endian machine; load and save it on a little-endian one");
    }

    /// <summary>How long <c>data.pkl</c> is, in bytes.</summary>
    public long PickleLength => pickle.Length;

    /// <summary>Whether it is TorchScript.</summary>
    public bool IsScript => entries.ContainsKey(folder + "constants.pkl");

    /// <summary>Whether a file that begins like this may be torch's, old or new.</summary>
    public static bool Starts(ReadOnlySpan<byte> head) => head.StartsWith("PK\x03\x04"u8) || head.StartsWith(LegacyHead);

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputException">It cannot be opened, is damaged, or is older than torch 1.6.</exception>
    public static TorchArchive Open(string path)
    {
        var file = InputFile.Open(path);
        try
        {
            var head = new byte[LegacyHead.Length];
            if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan().SequenceEqual(LegacyHead))
                throw new InputException($"{path} is in the format of torch before 1.6; load it in Python and save it again with torch.save");
            file.Position = 0;
            return new TorchArchive(path, file);
        }
        catch (InvalidDataException e)
        {
            file.Dispose();
            throw new InputException($"{path} is a damaged zip ({e.Message}); download it again", e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A copy of <c>data.pkl</c>, which says what there is.</summary>
    public Stream OpenPickle()
    {
        try
        {
            using var entry = pickle.Open();
            return SpooledStream.Of(entry, pickle.Length);
        }
        catch (InvalidDataException e)
        {
            throw Damaged($"its data.pkl cannot be read ({e.Message})");
        }
    }

    /// <summary>Copies <c>data.pkl</c> to a temporary file.</summary>
    public StoredFile SpoolPickle()
    {
        Spool spool = new($"{Path.GetFileName(path)}/data.pkl");
        Copy(pickle, spool);
        return spool.File;
    }

    /// <summary>Copies a storage to a temporary file.</summary>
    /// <returns>Where it begins there.</returns>
    public long Copy(TorchStorage storage, Spool spool) => Copy(Entry(storage), spool);

    /// <summary>Reads elements of a storage into a new tensor, <c>[count]</c>.</summary>
    public Tensor Read(TorchStorage storage, long offset, long count)
    {
        var flat = empty(count, storage.Type, CPU);
        try
        {
            using var stream = Entry(storage).Open();
            Skip(stream, offset * storage.ItemSize);
            TensorBytes.ForEach(flat, stream.ReadExactly);
            return flat;
        }
        catch (Exception e)
        {
            flat.Dispose();
            if (e is EndOfStreamException or InvalidDataException)
                throw Damaged($"storage {InputException.Shown(storage.Key)} cannot be read");
            throw;
        }
    }

    /// <summary>Something wrong with the file.</summary>
    public InputException Damaged(string what) => new($"{path}: {what}; the file is damaged, download or save it again");

    public void Dispose()
    {
        zip.Dispose();
        file.Dispose();
    }

    long Copy(ZipArchiveEntry entry, Spool spool)
    {
        try
        {
            using var stream = entry.Open();
            return spool.Add(stream, entry.Length);
        }
        catch (InvalidDataException e)
        {
            throw Damaged($"{InputException.Shown(entry.FullName)} cannot be read ({e.Message})");
        }
    }

    ZipArchiveEntry Entry(TorchStorage storage)
    {
        if (!entries.TryGetValue($"{folder}data/{storage.Key}", out var entry))
            throw Damaged($"storage {InputException.Shown(storage.Key)} is missing");
        return Stored(entry).Length == storage.Count * (Int128)storage.ItemSize
            ? entry
            : throw Damaged($"storage {storage.Key} has {entry.Length} bytes where {storage.Count} elements of {storage.ItemSize} bytes should be");
    }

    // Torch compresses code only; what would grow when it is unpacked is refused.
    ZipArchiveEntry Stored(ZipArchiveEntry entry) => entry.Length == entry.CompressedLength
        ? entry
        : throw Damaged($"entry {InputException.Shown(entry.FullName)} is compressed, which torch never does");

    string Text(ZipArchiveEntry entry)
    {
        if (Stored(entry).Length > 16) throw Damaged($"entry {InputException.Shown(entry.FullName)} has {entry.Length} bytes");
        using var reader = new StreamReader(entry.Open(), Encoding.ASCII);
        return reader.ReadToEnd().Trim();
    }

    static void Skip(Stream stream, long count)
    {
        byte[] buffer = new byte[Math.Min(count, 1 << 16)];
        while (count > 0 && stream.Read(buffer, 0, (int)Math.Min(count, buffer.Length)) is > 0 and var read) count -= read;
    }
}
