using System.IO.Compression;
using Apache.Arrow;
using Apache.Arrow.Types;
using MerClip.Data;
using MerClip.Data.Formats;
using MerClip.Data.Formats.Csd;

namespace MerClip.Tests.Data.Formats;

/// <summary>Files made to exhaust memory, to lead in circles or to read what they should not, and what damaged files once
/// did to the process.</summary>
public sealed class TrapTests
{
    [Theory]
    [InlineData("bomb.csd", "more than the file can hold")]
    [InlineData("zeros.csd", "more than the file can hold")]
    [InlineData("circle.csd", "cannot be read")]
    [InlineData("self.csd", "cannot be read")]
    [InlineData("elsewhere.csd", "cannot be read")] // a link to a file beside it is not found, since none is looked for
    [InlineData("external.csd", "another file")]
    [InlineData("fill.csd", "more than fits into memory")]
    [InlineData("other.csd", "no group with data")]
    public void Traps_in_HDF5_are_refused(string name, string message)
    {
        using TemporaryFolder folder = new();
        File.Copy(Fixtures.Committed("formats", "traps", name), folder["x.csd"]);
        File.Copy(Fixtures.Committed("formats", "csd", "labels.csd"), folder["labels.csd"]);
        File.WriteAllText(folder["folds.json"], "{\"train\": [\"v0\", \"data\"]}");
        long before = GC.GetAllocatedBytesForCurrentThread();
        InputException error = Assert.Throws<InputException>(() => CorpusReader.Read(folder["x.csd"]));
        Assert.Contains(message, error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50 << 20);
    }

    // Once refused as leading in circles: the library reads all names of a group again for each of its members.
    [Fact]
    public void A_sequence_of_thousands_of_videos_is_no_circle()
    {
        using TemporaryFolder folder = new();
        using (FileStream packed = File.OpenRead(Fixtures.Committed("formats", "traps", "crowd.csd.gz")))
        using (GZipStream unpacked = new(packed, CompressionMode.Decompress))
        using (FileStream file = File.Create(folder["crowd.csd"])) unpacked.CopyTo(file);
        using CsdFile crowd = CsdFile.Open(folder["crowd.csd"]);
        Assert.Equal(2501, crowd.Entries.Count);
        Assert.Equal([1.5f, 2.5f], crowd.Read("last").Features);
    }

    [Fact]
    public void Texts_beyond_their_buffer_are_refused()
    {
        ArrayData Texts(params int[] offsets) => new(StringType.Default, offsets.Length - 1, 0, 0,
            [ArrowBuffer.Empty, Buffer(offsets), new ArrowBuffer("abcd"u8.ToArray())]);
        ArrowBounds.Check(Texts(0, 2, 4));
        Assert.Throws<FormatException>(() => ArrowBounds.Check(Texts(0, 2, 5)));
        Assert.Throws<FormatException>(() => ArrowBounds.Check(Texts(0, 3, 2)));
        Assert.Throws<FormatException>(() => ArrowBounds.Check(Texts(-1, 2, 4)));
        ArrayData few = Texts(0, 1);
        Assert.Throws<FormatException>(() => ArrowBounds.Check(new ArrayData(StringType.Default, 1000, 0, 0, few.Buffers)));
        Assert.Throws<FormatException>(() => ArrowBounds.Check(new ArrayData(StringType.Default, 1, 0, -1, few.Buffers)));
        Assert.Throws<FormatException>(() => ArrowBounds.Check(new ArrayData(FloatType.Default, 1000, 0, 0, few.Buffers)));
    }

    [Fact]
    public void Codes_beyond_their_dictionary_are_refused()
    {
        StringArray words = new StringArray.Builder().Append("a").Append("b").Build();
        ArrayData Codes(params int[] codes) => new(new DictionaryType(Int32Type.Default, StringType.Default, false), codes.Length, 0,
            0, [ArrowBuffer.Empty, Buffer(codes)], [], words.Data);
        ArrowBounds.Check(Codes(0, 1));
        Assert.Throws<FormatException>(() => ArrowBounds.Check(Codes(0, 2)));
        Assert.Throws<FormatException>(() => ArrowBounds.Check(Codes(-1)));
    }

    [Theory]
    [InlineData(true)] // a footer of half a billion columns made an array of them
    [InlineData(false)] // a batch of a hundred million buffers made a list of them
    public void An_Arrow_file_that_says_it_has_more_than_it_can_costs_nothing(bool footer)
    {
        byte[] file = File.ReadAllBytes(Fixtures.Committed("formats", "rows.arrow"));
        int from = footer ? file.Length - 1600 : 0;
        using TemporaryFolder folder = new();
        // Every place of the description takes a huge count in turn.
        for (int at = from; at < file.Length - 10 && at < from + 1600; at += 4)
        {
            byte[] changed = [.. file];
            BitConverter.TryWriteBytes(changed.AsSpan(at), 0x1FFFFFFF);
            File.WriteAllBytes(folder["x.arrow"], changed);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                CorpusReader.Read(folder["x.arrow"]);
            }
            catch (InputException)
            {
                // as it should
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 << 20);
        }
    }

    static ArrowBuffer Buffer(int[] values) =>
        new(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
}
