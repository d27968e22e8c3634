using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using MerClip.Data;

namespace MerClip.Encoders.Cache;

/// <summary>
/// What a frozen encoder made of its inputs, kept in a file, so that each input is encoded once and training needs neither the
/// encoder nor the inputs' files. There is one file an encoder, named by the hash of its weights and settings; in it,
/// records are found by the hash of the input's content. Records are only ever added, each with one write, so whatever stops
/// a process leaves all earlier records whole. One process at a time writes; any number read.
/// </summary>
/// <remarks>The file: <c>MERFEAT1</c>, an int32 of how long the encoder's identity is, the identity in UTF-8 padded with spaces to a
/// multiple of 4; then records of 32 bytes of the input's SHA-256, int32 steps, int32 width, 16 bytes of the SHA-256 of
/// the numbers, and steps x width float32. All little-endian. 0 steps say that there is nothing in the input.</remarks>
public sealed class FeatureCache
{
    const int RecordHead = 32 + 4 + 4 + 16;
    static readonly byte[] Magic = "MERFEAT1"u8.ToArray();

    readonly string path;
    readonly byte[] head;
    readonly Dictionary<string, (long Offset, int Steps, int Width)> records = [];
    MappedFile? file;
    long end; // of the records that have been seen

    /// <summary>Opens the cache of an encoder; there need not be one yet.</summary>
    /// <param name="folder">Where caches are kept, such as <see cref="DefaultFolder"/>.</param>
    /// <param name="identity">All that decides what the encoder makes of an input: its kind, the hash of its weights, settings.</param>
    /// <exception cref="InputException">The file is damaged or cannot be read.</exception>
    public FeatureCache(string folder, string identity)
    {
        byte[] name = Encoding.UTF8.GetBytes(identity + new string(' ', (4 - Encoding.UTF8.GetByteCount(identity) % 4) % 4));
        head = [.. Magic, .. BitConverter.GetBytes(name.Length), .. name];
        path = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(name))[..16] + ".features");
        Refresh();
    }

    /// <summary>Where caches are kept unless a run says otherwise: <c>MERCLIP_CACHE</c>, or a folder of this user.</summary>
    public static string DefaultFolder => Environment.GetEnvironmentVariable("MERCLIP_CACHE") is { Length: > 0 } chosen
        ? chosen
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify), "merclip", "features");

    /// <summary>The file.</summary>
    public string Location => path;

    /// <summary>How many inputs are in it.</summary>
    public int Count => records.Count;

    /// <summary>Whether an input is in it.</summary>
    /// <param name="key">From <see cref="FeatureKey"/>.</param>
    public bool Contains(string key) => records.ContainsKey(key);

    /// <summary>What the encoder made of an input: a view into the file, not a copy.</summary>
    /// <param name="key">From <see cref="FeatureKey"/>.</param>
    /// <returns>Null if there is nothing in the input that the encoder knows.</returns>
    /// <exception cref="KeyNotFoundException">The input is not in the cache.</exception>
    /// <exception cref="InputException">The record is damaged.</exception>
    public FeatureSequence? this[string key]
    {
        get
        {
            var (offset, steps, width) = records[key];
            if (steps == 0) return null;
            var values = file!.Floats(offset, steps * width);
            Span<byte> digest = stackalloc byte[16];
            Digest(values.Span, digest);
            return digest.SequenceEqual(file.Bytes(offset - digest.Length, digest.Length))
                ? new FeatureSequence(values, steps, width)
                : throw Damaged("a record is not what was written");
        }
    }

    /// <summary>Begins to add to the cache; waits while another process does.</summary>
    /// <param name="waiting">Called once if it has to wait.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>To be disposed of; what others added meanwhile has been seen.</returns>
    public Writer Write(Action? waiting = null, CancellationToken stop = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var mine = Lock(waiting, stop);
        try
        {
            if (!File.Exists(path)) AtomicFile.Write(path, stream => stream.Write(head));
            Refresh();
            return new Writer(this, mine);
        }
        catch
        {
            mine.Dispose();
            throw;
        }
    }

    // The lock's file is never deleted: two processes could then hold locks on two files of one name.
    FileStream Lock(Action? waiting, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (File.Exists(path + ".lock"))
            {
                waiting?.Invoke();
                waiting = null;
                stop.WaitHandle.WaitOne(100);
                stop.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Takes note of records that have been added since.</summary>
    void Refresh()
    {
        if (!File.Exists(path)) return;
        using var stream = InputFile.Read(path, p => new FileStream(p, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        long length = stream.Length;
        if (length == end) return;
        if (length < head.Length) throw Damaged("it ends too early");
        file = new MappedFile(stream, length);
        if (end == 0 && !file.Bytes(0, head.Length).SequenceEqual(head)) throw Damaged("it does not begin as one");
        end = Math.Max(end, head.Length);
        while (length - end >= RecordHead)
        {
            var record = file.Bytes(end, RecordHead);
            int steps = BinaryPrimitives.ReadInt32LittleEndian(record[32..]);
            int width = BinaryPrimitives.ReadInt32LittleEndian(record[36..]);
            long values = (long)steps * width;
            if (steps < 0 || width < 0 || values > int.MaxValue) throw Damaged($"a record has {steps} steps of {width} numbers");
            if (length - end - RecordHead < values * sizeof(float)) return; // cut short when its writer was stopped
            records[Convert.ToHexStringLower(record[..32])] = (end + RecordHead, steps, width);
            end += RecordHead + values * sizeof(float);
        }
    }

    InputException Damaged(string what) => new($"{path} is no whole feature cache: {what}; delete it, it will be made again");

    static void Digest(ReadOnlySpan<float> values, Span<byte> digest)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(MemoryMarshal.AsBytes(values), hash);
        hash[..digest.Length].CopyTo(digest);
    }

    /// <summary>Adds to a cache, alone, until it is disposed of.</summary>
    public sealed class Writer : IDisposable
    {
        readonly FeatureCache cache;
        readonly FileStream mine, stream;

        internal Writer(FeatureCache cache, FileStream mine)
        {
            (this.cache, this.mine) = (cache, mine);
            stream = new FileStream(cache.path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            stream.SetLength(cache.end); // a record that was cut short goes
            stream.Position = cache.end;
        }

        /// <summary>Adds an input; it can be read once the writer is disposed of.</summary>
        /// <param name="key">From <see cref="FeatureKey"/>; not in the cache yet.</param>
        /// <param name="sequence">What the encoder made of it; null if there is nothing in it that the encoder knows.</param>
        public void Add(string key, FeatureSequence? sequence)
        {
            var values = sequence is null ? default : sequence.Values.Span;
            byte[] record = new byte[RecordHead + values.Length * sizeof(float)];
            Convert.FromHexString(key).CopyTo(record, 0);
            BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(32), sequence?.Steps ?? 0);
            BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(36), sequence?.Width ?? 0);
            Digest(values, record.AsSpan(40, 16));
            MemoryMarshal.AsBytes(values).CopyTo(record.AsSpan(RecordHead));
            stream.Write(record);
        }

        /// <summary>Lets others write, and makes what was added readable.</summary>
        public void Dispose()
        {
            stream.Dispose();
            cache.Refresh();
            mine.Dispose();
        }
    }
}
