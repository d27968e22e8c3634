using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MerClip.Data.Pickle;

namespace MerClip.Tests.Data;

/// <summary>Whatever is written is read back.</summary>
public class PickleProperties
{
    [Property]
    public bool Integers(long value) => Equals(value, Read(value));

    [Property]
    public bool Floats(double value) => value.Equals(Read(value));

    [Property]
    public bool Texts(UnicodeString text)
    {
        string writable = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get)); // no half surrogate pairs
        return Equals(writable, Read(writable));
    }

    [Property]
    public bool Byte_strings(byte[] bytes) => Read(bytes) is byte[] read && read.SequenceEqual(bytes);

    [Property]
    public bool Lists_of_tuples(long[][] rows) =>
        Read(rows.Select(r => (object?)r.Select(v => (object?)v).ToArray()).ToList()) is List<object?> read
        && read.Count == rows.Length
        && read.Zip(rows).All(p => ((object?[])p.First!).Cast<long>().SequenceEqual(p.Second));

    [Property]
    public bool Dictionaries(Dictionary<NonNull<string>, int> entries)
    {
        Dictionary<string, object?> written = entries.DistinctBy(e => e.Key.Get).ToDictionary(e => e.Key.Get, e => (object?)e.Value);
        return Read(written) is PickleDictionary read
            && read.Select(e => ((string)e.Key, e.Value)).SequenceEqual(written.Select(e => (e.Key, (object?)(long)(int)e.Value!)));
    }

    [Property]
    public bool Large_integers_in_text(BigInteger value)
    {
        object? read = PickleReader.Read(new MemoryStream(new PickleWriter().Ascii($"L{value}L\n").Stop()), "x");
        return value >= long.MinValue && value <= long.MaxValue ? Equals((long)value, read) : Equals(value, read);
    }

    [Property]
    public Property Arrays_of_any_shape_and_order() => Prop.ForAll(
        Gen.Choose(0, 4).ListOf().Where(s => s.Count <= 5).ToArbitrary(), ArbMap.Default.ArbFor<bool>(), ArbMap.Default.ArbFor<bool>(),
        (shape, big, columnMajor) =>
        {
            int count = shape.Aggregate(1, (a, b) => a * b);
            float[] values = [.. Enumerable.Range(0, count).Select(i => i * 0.5f)];
            byte[] bytes = new byte[4 * count];
            for (int i = 0; i < count; i++) BitConverter.GetBytes(values[i]).CopyTo(bytes, 4 * Place(i, shape, columnMajor));
            if (big) for (int i = 0; i < bytes.Length; i += 4) bytes.AsSpan(i, 4).Reverse();
            object? read = Read(new Numpy("f4", [.. shape.Select(s => (long)s)], bytes, big ? ">" : "<", columnMajor));
            return read is NdArray array && array.Shape.SequenceEqual(shape) && array.ToSingles().SequenceEqual(values);
        });

    /// <summary>Where the element of a row-major index lies in the file.</summary>
    static int Place(int rowMajor, IReadOnlyList<int> shape, bool columnMajor)
    {
        if (!columnMajor) return rowMajor;
        int place = 0;
        for (int d = shape.Count - 1; d >= 0; d--)
        {
            place += rowMajor % shape[d] * shape.Take(d).Aggregate(1, (a, b) => a * b);
            rowMajor /= shape[d];
        }
        return place;
    }

    static object? Read(object? value) => PickleReader.Read(new MemoryStream(PickleWriter.Pickle(value)), "x");
}
