using System.Numerics;
using System.Text.Json;
using PureHDF;
using PureHDF.VOL.Native;

namespace MerClip.Data.Formats.Csd;

/// <summary>A computational sequence of the CMU Multimodal SDK (<c>.csd</c>), open for reading: rows in time for each of many
/// videos, read video by video.</summary>
/// <remarks>HDF5: one root group, in it <c>data/ID/features</c> (K,D), <c>data/ID/intervals</c> (K,2) in seconds, and
/// <c>metadata/KEY</c>, JSON texts. Ids are videos, or <c>VIDEO[i]</c> for parts. Source: the SDK's
/// <c>computational_sequence</c>, version 1.2.0.</remarks>
sealed class CsdFile : IDisposable
{
    const long Expansion = 100, Slack = 1 << 24;

    readonly string name;
    readonly NativeFile file;
    readonly Dictionary<string, IH5Group> entries = []; // finding one by its name reads through all that stand before it
    long budget;

    CsdFile(string path, Stream stream)
    {
        name = Path.GetFileName(path);
        budget = Expansion * stream.Length + Slack;
        file = H5File.Open(new ReadLimit(stream), leaveOpen: false);
        if (file.Children().OfType<IH5Group>().FirstOrDefault(g => g.LinkExists("data")) is not { } root)
            throw new InputException($"{name}: is HDF5, but has no group with data/VIDEO/features as the CMU SDK writes; "
                + "give a .csd file");
        RootName = root.Name;
        foreach (IH5Object entry in Inside((IH5Group)root.Get("data")).Children())
            if (entry is IH5Group group) entries[entry.Name] = group;
        DimensionNames = Dimensions(root);
    }

    /// <summary>What the sequence is: <c>COVAREP</c>, <c>All Labels</c>, <c>words</c>, …</summary>
    public string RootName { get; }

    /// <summary>The videos, or parts of videos, that there are rows of.</summary>
    public IReadOnlyCollection<string> Entries => entries.Keys;

    /// <summary>What the features are called; empty where the file does not say.</summary>
    public IReadOnlyList<string> DimensionNames { get; }

    /// <summary>Whether a file starts as HDF5 does.</summary>
    public static bool Starts(ReadOnlySpan<byte> head) => head is
        [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A, ..];

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputException">It cannot be opened, is damaged, or is other HDF5.</exception>
    public static CsdFile Open(string path)
    {
        FileStream stream = InputFile.Open(path);
        try
        {
            return Guarded(Path.GetFileName(path), "", () => new CsdFile(path, stream));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads one of <see cref="Entries"/>.</summary>
    /// <exception cref="InputException">It is damaged.</exception>
    public CsdEntry Read(string entry) => Guarded(name, entry, () =>
    {
        IH5Group group = Inside(entries[entry]);
        var (times, timeShape) = Numbers<double>(Inside((IH5Dataset)group.Get("intervals")));
        IH5Dataset rows = Inside((IH5Dataset)group.Get("features"));
        if (timeShape.Contains(0)) return new CsdEntry([], [], 1);
        int count = timeShape is [var k, 2] ? k : throw new InvalidDataException("its intervals are no (K,2)");
        if (rows.Type.Class is H5DataTypeClass.String or H5DataTypeClass.VariableLength)
        {
            Fits(rows, bytesEach: Math.Max(16, rows.Type.Size));
            string[] words = [.. rows.Read<string[]>().Select(w => w.TrimEnd('\0'))];
            return words.Length == count
                ? new CsdEntry(times, [], 1, words)
                : throw new InvalidDataException("it has not one word an interval");
        }
        var (features, shape) = Numbers<float>(rows);
        if (shape.Length == 0 || shape[0] != count) throw new InvalidDataException("it has not one row an interval");
        int width = count == 0 ? 1 : features.Length / count;
        return new CsdEntry(times, features, width);
    });

    public void Dispose() => file.Dispose();

    T Inside<T>(T found) where T : IH5Object => OtherFiles.Require(file, found);

    (T[] Values, int[] Shape) Numbers<T>(IH5Dataset dataset) where T : struct, IFloatingPointIeee754<T>
    {
        int[] shape = Fits(dataset, bytesEach: 8);
        T[] values = (dataset.Type.Class, dataset.Type.Size,
            dataset.Type.Class == H5DataTypeClass.FixedPoint && dataset.Type.FixedPoint.IsSigned) switch
        {
            _ when shape.Contains(0) => [],
            (H5DataTypeClass.FloatingPoint, 8, _) => Of<double>(),
            (H5DataTypeClass.FloatingPoint, 4, _) => Of<float>(),
            (H5DataTypeClass.FloatingPoint, 2, _) => Of<Half>(),
            (H5DataTypeClass.FixedPoint, 8, _) => Of<long>(),
            (H5DataTypeClass.FixedPoint, 4, true) => Of<int>(),
            (H5DataTypeClass.FixedPoint, 4, _) => Of<uint>(),
            (H5DataTypeClass.FixedPoint, 2, _) => Of<short>(),
            (H5DataTypeClass.FixedPoint, 1, _) => Of<sbyte>(),
            _ => throw new InvalidDataException($"it holds {dataset.Type.Class} where numbers should be"),
        };
        return (values, shape);

        T[] Of<TFile>() where TFile : struct, INumberBase<TFile>
        {
            TFile[] found = dataset.Read<TFile[]>();
            return found as T[] ?? Array.ConvertAll(found, T.CreateTruncating);
        }
    }

    // A data set may claim any size: what it holds is made up, or unpacked, as it is read.
    int[] Fits(IH5Dataset dataset, int bytesEach)
    {
        Int128 bytes = bytesEach;
        foreach (ulong size in dataset.Space.Dimensions) bytes = Int128.Min(bytes * size, long.MaxValue);
        if (bytes > budget || dataset.Space.Dimensions.Any(d => d > int.MaxValue))
            throw new InvalidDataException($"it would have {bytes:N0} bytes, more than the file can hold");
        budget -= (long)bytes;
        return [.. dataset.Space.Dimensions.Select(d => (int)d)];
    }

    IReadOnlyList<string> Dimensions(IH5Group root)
    {
        if (!root.LinkExists("metadata/dimension names") || root.Get("metadata/dimension names") is not IH5Dataset names) return [];
        Fits(Inside(names), bytesEach: 16);
        try
        {
            return names.Read<string[]>() is [var json] ? JsonSerializer.Deserialize<string[]>(json) ?? [] : [];
        }
        catch (JsonException)
        {
            return []; // the SDK reads such entries as plain text
        }
    }

    // The library trusts files, and says in many ways that one is damaged.
    static T Guarded<T>(string name, string entry, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not InputException)
        {
            string where = entry == "" ? "" : $" {InputException.Shown(entry)}:";
            string why = e switch
            {
                InvalidDataException => e.Message,
                OutOfMemoryException => "it claims more than fits into memory", // the library makes arrays as large as a file says
                _ => "HDF5 that cannot be read",
            };
            throw new InputException($"{name}:{where} {why}; the file is damaged or incomplete: copy or download it again", e);
        }
    }
}
