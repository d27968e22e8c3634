using System.IO.Compression;
using System.Text;
using MerClip.Data.Pickle;
using MerClip.Data.Stored;

namespace MerClip.Data.Formats;

/// <summary>NumPy's own files: <c>.npy</c>, one array (a dictionary, as <c>numpy.save</c> writes one), and <c>.npz</c>, a zip of
/// them, whose names say the split (<c>train_audio</c>) or hold a dictionary each.</summary>
/// <remarks>Arrays of objects are pickles; they are read if they hold nothing but texts and plain containers.</remarks>
sealed class NumpyFormat : TreeFormat
{
    const int ZipNameLength = 26, ZipName = 30, Shrinkage = 100, MostObjects = 1 << 23;
    const string ToDo = "the file is damaged or has other content: save it again";

    public override string Name => "NumPy file";

    public override bool Starts(ReadOnlySpan<byte> head) => NpyHeader.Starts(head) || IsNpz(head);

    protected override object? Load(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        using FileStream file = InputFile.Open(path);
        try
        {
            return IsNpz(FileHead.Of(path)) ? Zip(file, name) : Array(file, file.Length, name, file.Length > StoredFile.MostInMemory ? new Spool(name) : null);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or EndOfStreamException)
        {
            string what = e is FormatException ? e.Message : "is damaged or incomplete";
            throw new InputException($"{name}: {what}; {ToDo}", e);
        }
    }

    // A zip whose first entry is an array; torch's start with something else.
    static bool IsNpz(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("PK\x03\x04"u8) || head.Length < ZipName) return false;
        int length = BitConverter.ToUInt16(head[ZipNameLength..]);
        return head.Length >= ZipName + length && head.Slice(ZipName, length).EndsWith(".npy"u8);
    }

    static PickleDictionary Zip(FileStream file, string name)
    {
        using ZipArchive zip = new(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
        // Padding shrinks well, but not without end; a zip that would grow a thousandfold is a trap.
        long most = Shrinkage * file.Length + (1 << 20), total = 0;
        PickleDictionary arrays = new();
        Spool? spool = zip.Entries.Sum(e => (decimal)e.Length) > StoredFile.MostInMemory ? new Spool(name) : null;
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            if ((total += entry.Length) > most || total < 0)
                throw new FormatException($"would grow more than {Shrinkage} times when unpacked");
            using Stream stream = entry.Open();
            string key = entry.FullName.EndsWith(".npy", StringComparison.Ordinal) ? entry.FullName[..^4] : entry.FullName;
            arrays.TrySet(key, Array(stream, entry.Length, $"{name}/{InputException.Shown(entry.FullName)}", spool));
        }
        return arrays;
    }

    static object? Array(Stream stream, long length, string name, Spool? spool)
    {
        NpyHeader header = NpyHeader.Read(stream);
        long left = length - header.Bytes;
        if (header.Type.Kind is 'O' or 'U' or 'S' && header.Count > MostObjects)
            throw new FormatException($"has more than {MostObjects:N0} texts or objects");
        if (header.Type.Kind == 'O') return Objects(stream, header, left, name, spool is not null);
        Fits(header, left);
        int[]? strides = header.ColumnMajor ? PickleCalls.ColumnMajor(header.Shape) : null;
        if (spool is not null && strides is null && header.Type.Kind is not ('U' or 'S') && left > StoredFile.SmallValue)
            return NdArray.Of(new StoredNumbers(spool.File, spool.Add(stream, left), header.Type), header.Shape);
        ArrayLoader loader = new(header.Type, (_, target) => stream.ReadExactly(target));
        NdArray array = new();
        array.Build(header.Type, header.Shape, loader.Load(header.Count, header.Shape, strides));
        return array;
    }

    static void Fits(NpyHeader header, long left)
    {
        if ((long)header.Count * header.Type.ItemSize != left)
            throw new FormatException($"has {left:N0} bytes for {header.Count:N0} elements of {header.Type.Name}");
    }

    // What is pickled is the array itself; an array without dimensions stands for its one object.
    static object? Objects(Stream stream, NpyHeader header, long left, string name, bool large)
    {
        object? value = large ? Spooled() : Read();
        return header.Shape.Length == 0 && value is NdArray { Objects: { Length: 1 } one } ? one[0] : value;

        object? Read()
        {
            using Stream pickle = SpooledStream.Of(stream, left);
            return PickleReader.Read(pickle, name);
        }

        object? Spooled()
        {
            Spool spool = new(name);
            spool.Add(stream, left);
            return PickleReader.Read(spool.File, name);
        }
    }
}
