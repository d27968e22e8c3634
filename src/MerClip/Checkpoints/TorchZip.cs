using System.IO.Compression;
using MerClip.Data.Pickle;
using static TorchSharp.torch;

namespace MerClip.Checkpoints;

/// <summary>
/// A file that <c>torch.save</c> or <c>torch.jit.save</c> wrote (torch 1.6 and later): a zip of entries, of which
/// <c>NAME/data.pkl</c> says what the tensors are and <c>NAME/data/KEY</c> holds their memory. Each tensor is read when it is asked
/// for. No code of the file is executed, and none of its sizes is believed before it is checked.
/// </summary>
public sealed class TorchZip : ITensorFile
{
    const int MostPickleBytes = 1 << 26;
    const int MostNesting = 64, MostContainers = 1 << 16;
    static readonly byte[] Legacy = [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19];

    readonly string path;
    readonly FileStream file;
    readonly ZipArchive zip;
    readonly Dictionary<string, ZipArchiveEntry> entries = [];
    readonly OrderedDictionary<string, TorchTensor> tensors = [];

    TorchZip(string path, FileStream file)
    {
        (this.path, this.file) = (path, file);
        try
        {
            zip = new ZipArchive(file, ZipArchiveMode.Read);
            long total = 0;
            foreach (var entry in zip.Entries)
            {
                if (!entries.TryAdd(entry.FullName, entry)) throw Damaged($"it has two entries {InputException.Shown(entry.FullName)}");
                total += entry.CompressedLength;
            }
            // Entries that lie in the same bytes would let a small file be read as a large one.
            if (total > file.Length) throw Damaged("its entries claim more bytes than the file has");
            string[] pickles = [.. entries.Keys.Where(n => n.EndsWith("/data.pkl", StringComparison.Ordinal) && n.Count(c => c == '/') == 1)];
            if (pickles is not [var pickle]) throw Damaged("it has no NAME/data.pkl");
            Folder = pickle[..^"data.pkl".Length];
            if (entries.TryGetValue(Folder + "byteorder", out var order) && System.Text.Encoding.ASCII.GetString(Bytes(order, 16)).Trim() != "little")
                throw new InputException($"{path} was written on a big-endian machine; load and save it on a little-endian one");
            IsScript = entries.ContainsKey(Folder + "constants.pkl");
            using var stream = new MemoryStream(Bytes(entries[pickle], MostPickleBytes));
            var root = new PickleMachine(new PickleSource(stream, $"{Path.GetFileName(path)}/data.pkl"), source => new TorchCalls(source)).Run();
            if (root is PickleDictionary whole && whole.GetValueOrDefault("state_dict") is PickleDictionary inner) root = inner;
            Collect(root, "", []);
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"{path} is a damaged zip ({e.Message}); download it again", e);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => tensors.Keys;

    /// <summary>Whether it is TorchScript.</summary>
    public bool IsScript { get; }

    string Folder { get; }

    /// <summary>Whether a file begins as torch's do, old or new.</summary>
    /// <exception cref="InputException">There is no such file, or it cannot be read.</exception>
    public static bool Looks(string path)
    {
        using var stream = InputFile.Open(path);
        var head = new byte[Legacy.Length];
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return read >= 4 && head.AsSpan().StartsWith("PK\x03\x04"u8) || head.AsSpan(0, read).SequenceEqual(Legacy);
    }

    /// <summary>Opens a file and reads what its tensors are.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be opened, is damaged, holds more than tensors, or is older than torch 1.6.</exception>
    public static TorchZip Open(string path)
    {
        var file = InputFile.Open(path);
        try
        {
            var head = new byte[Legacy.Length];
            if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan().SequenceEqual(Legacy))
                throw new InputException($"{path} is in the format of torch before 1.6; load it in Python and save it again with torch.save");
            file.Position = 0;
            return new TorchZip(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public TensorInfo Info(string name)
    {
        var tensor = Find(name);
        return new TensorInfo(SafetensorsDtype.For(tensor.Storage.Type)!.Name, tensor.Shape,
            tensor.Offset * tensor.Storage.ItemSize, tensor.Count * tensor.Storage.ItemSize);
    }

    /// <inheritdoc/>
    public Tensor Read(string name)
    {
        var tensor = Find(name);
        using var flat = empty(tensor.Span, tensor.Storage.Type, CPU);
        try
        {
            using var stream = Entry(tensor.Storage).Open();
            Skip(stream, tensor.Offset * tensor.Storage.ItemSize);
            TensorBytes.ForEach(flat, stream.ReadExactly);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw Damaged($"tensor '{InputException.Shown(name)}' cannot be read");
        }
        if (tensor.Count == 0) return empty(tensor.Shape, tensor.Storage.Type, CPU);
        using var view = flat.as_strided(tensor.Shape, tensor.Strides);
        return view.is_contiguous() ? view.alias() : view.contiguous();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        zip.Dispose();
        file.Dispose();
    }

    // A container is walked once, however often the file mentions it: some contain themselves.
    void Collect(object? value, string name, HashSet<object> seen)
    {
        if (value is TorchTensor tensor && name.Length is > 0 and < 1000) tensors.TryAdd(name, tensor);
        var children = value as PickleDictionary ?? (value as TorchModule)?.Attributes;
        if (children is null || !seen.Add(children) || seen.Count > MostContainers || name.Count(c => c == '.') > MostNesting) return;
        foreach (var (key, child) in children)
            if (key is string text) Collect(child, name.Length == 0 ? text : $"{name}.{text}", seen);
    }

    ZipArchiveEntry Entry(TorchStorage storage)
    {
        if (!entries.TryGetValue($"{Folder}data/{storage.Key}", out var entry))
            throw Damaged($"storage {InputException.Shown(storage.Key)} is missing");
        RequireStored(entry);
        return entry.Length == storage.Count * (Int128)storage.ItemSize
            ? entry
            : throw Damaged($"storage {storage.Key} has {entry.Length} bytes where {storage.Count} elements of {storage.ItemSize} bytes should be");
    }

    TorchTensor Find(string name) => tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new InputException($"{path} has no tensor '{name}'; `merclip inspect` lists those it has");

    // Torch compresses code only; what would grow when it is unpacked is refused.
    void RequireStored(ZipArchiveEntry entry)
    {
        if (entry.Length != entry.CompressedLength)
            throw Damaged($"entry {InputException.Shown(entry.FullName)} is compressed, which torch never does");
    }

    byte[] Bytes(ZipArchiveEntry entry, int most)
    {
        RequireStored(entry);
        if (entry.Length > most) throw Damaged($"entry {entry.FullName} has {entry.Length} bytes");
        byte[] bytes = new byte[entry.Length];
        using var stream = entry.Open();
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : throw Damaged($"entry {entry.FullName} ends too soon");
    }

    static void Skip(Stream stream, long count)
    {
        byte[] buffer = new byte[Math.Min(count, 1 << 16)];
        while (count > 0 && stream.Read(buffer, 0, (int)Math.Min(count, buffer.Length)) is > 0 and var read) count -= read;
    }

    InputException Damaged(string what) => new($"{path}: {what}; the file is damaged, download or save it again");
}
