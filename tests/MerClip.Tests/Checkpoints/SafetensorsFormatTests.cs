using System.Buffers.Binary;
using System.Text;
using MerClip.Checkpoints;

namespace MerClip.Tests.Checkpoints;

/// <summary>Files that violate the format: each is refused in one line, and nothing else is thrown, ever.</summary>
public sealed class SafetensorsFormatTests : IDisposable
{
    const string Pair = """
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[3],"data_offsets":[8,11]}}
        """;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    static byte[] File(string header, int dataBytes) => File(Encoding.UTF8.GetBytes(header), dataBytes);

    static byte[] File(byte[] header, int dataBytes)
    {
        byte[] bytes = new byte[8 + header.Length + dataBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)header.Length);
        header.CopyTo(bytes, 8);
        return bytes;
    }

    /// <summary>Opens a file of these bytes and reads all there is.</summary>
    int ReadAll(byte[] bytes)
    {
        System.IO.File.WriteAllBytes(folder["x"], bytes);
        using var file = Safetensors.Open(folder["x"]);
        foreach (string name in file.Names)
            using (file.Read(name)) { }
        return file.Names.Count;
    }

    void Refused(byte[] bytes, string because)
    {
        var e = Assert.Throws<InputException>(() => ReadAll(bytes));
        Assert.Contains(because, e.Message);
        Assert.DoesNotContain('\n', e.Message);
        Assert.StartsWith(folder["x"], e.Message);
    }

    [Theory]
    [InlineData(Pair, 11, 2)]
    [InlineData(Pair + "     ", 11, 2)] // padded
    [InlineData("{}", 0, 0)]
    [InlineData("""{"__metadata__":{"format":"pt"}}""", 0, 0)]
    [InlineData("""{"s":{"dtype":"F64","shape":[],"data_offsets":[0,8]}}""", 8, 1)]
    [InlineData("""{"e":{"dtype":"F64","shape":[3,0],"data_offsets":[0,0]}}""", 0, 1)]
    // Empty tensors before, between and after others.
    [InlineData("""{"e":{"dtype":"I8","shape":[0],"data_offsets":[1,1]},"a":{"dtype":"I8","shape":[1],"data_offsets":[0,1]},"f":{"dtype":"I8","shape":[0],"data_offsets":[0,0]}}""", 1, 3)]
    public void Accepted(string header, int dataBytes, int tensors) =>
        Assert.Equal(tensors, ReadAll(File(header, dataBytes)));

    [Theory]
    [InlineData("", 0, "not a JSON object")]
    [InlineData("   ", 0, "not a JSON object")]
    [InlineData("[]", 0, "not a JSON object")]
    [InlineData(" {}", 0, "not a JSON object")]
    [InlineData("{}\n", 0, "not a JSON object")]
    [InlineData("{\"a\"}", 0, "not valid JSON")]
    [InlineData("{\"a\n\":1,}", 0, "not valid JSON")]
    [InlineData("{/**/}", 0, "not valid JSON")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "not valid JSON")]
    [InlineData("""{"a":{"dtype":"U8","dtype":"I8","shape":[1],"data_offsets":[0,1]}}""", 1, "not valid JSON")]
    [InlineData("""{"__metadata__":{"a":"b","a":"c"}}""", 0, "not valid JSON")]
    [InlineData("""{"__metadata__":7}""", 0, "not an object")]
    [InlineData("""{"__metadata__":{"a":7}}""", 0, "not a string")]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "not valid")]
    [InlineData("""{"a":{"dtype":"\ud800","shape":[1],"data_offsets":[0,1]}}""", 1, "not valid Unicode")]
    [InlineData("""{"a":1}""", 0, "lacks")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,1]}}""", 1, "lacks")]
    [InlineData("""{"a":{"dtype":"U8","data_offsets":[0,1]}}""", 1, "lacks")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1]}}""", 1, "lacks")]
    [InlineData("""{"a":{"dtype":7,"shape":[1],"data_offsets":[0,1]}}""", 1, "lacks")]
    [InlineData("""{"a":{"dtype":"U8","shape":"1","data_offsets":[0,1]}}""", 1, "lacks")]
    [InlineData("""{"a":{"dtype":"U9","shape":[1],"data_offsets":[0,1]}}""", 1, "unknown dtype 'U9'")]
    [InlineData("""{"a\nb":{"dtype":"U\n9","shape":[1],"data_offsets":[0,1]}}""", 1, "unknown dtype")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", 1, "whole numbers")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}""", 1, "whole numbers")]
    [InlineData("""{"a":{"dtype":"U8","shape":["1"],"data_offsets":[0,1]}}""", 1, "whole numbers")]
    [InlineData("""{"a":{"dtype":"U8","shape":[9223372036854775808],"data_offsets":[0,1]}}""", 1, "whole numbers")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}""", 1, "[begin, end]")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,2]}}""", 1, "[begin, end]")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[-1,0]}}""", 1, "[begin, end]")]
    [InlineData("""{"a":{"dtype":"F64","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "impossible size")]
    [InlineData("""{"a":{"dtype":"F64","shape":[0,4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "impossible size")]
    [InlineData("""{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,1]}}""", 1, "impossible size")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,7]}}""", 7, "needs 8 bytes")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "expected 0")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, "expected 2")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}""", 3, "expected 1")]
    [InlineData(Pair, 12, "take 11 bytes but 12")]
    [InlineData(Pair, 10, "take 11 bytes but 10")]
    [InlineData("{}", 1, "take 0 bytes but 1")]
    [InlineData("""{"a":{"dtype":"U16","shape":[1],"data_offsets":[0,2]}}""", 2, "U16, which cannot be read")]
    public void RefusedHeader(string header, int dataBytes, string because) => Refused(File(header, dataBytes), because);

    [Fact]
    public void RefusesAHeaderThatIsNotUtf8()
    {
        byte[] header = Encoding.UTF8.GetBytes("""{"__metadata__":{"a":"?"}}""");
        header[Array.IndexOf(header, (byte)'?')] = 0xFF;
        Refused(File(header, 0), "UTF-8");
    }

    [Theory]
    [InlineData(100_000_001ul, "more than")]
    [InlineData(ulong.MaxValue, "more than")]
    [InlineData(100_000_000ul, "the file ends")]
    [InlineData(3ul, "the file ends")]
    public void RefusesAHeaderLength(ulong length, string because)
    {
        byte[] bytes = File("{}", 0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        Refused(bytes, because);
    }

    [Fact]
    public void RefusesWhatIsNotAFile()
    {
        Assert.Contains("does not exist", Assert.Throws<InputException>(() => Safetensors.Open(folder["none"])).Message);
        Assert.Contains("is a folder", Assert.Throws<InputException>(() => Safetensors.Open(Path.GetTempPath())).Message);
    }

    [Fact]
    public void RefusesEveryTruncation()
    {
        byte[] whole = File(Pair, 11);
        Assert.Equal(2, ReadAll(whole));
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<InputException>(() => ReadAll(whole[..length]));
    }

    [Fact]
    public void NamesATensorThatIsNotThere()
    {
        System.IO.File.WriteAllBytes(folder["x"], File(Pair, 11));
        using var file = Safetensors.Open(folder["x"]);
        Assert.Contains("'c'", Assert.Throws<InputException>(() => file.Read("c")).Message);
    }

    [Fact]
    public void NoticesThatTheFileShrank()
    {
        System.IO.File.WriteAllBytes(folder["x"], File(Pair, 11));
        using var file = Safetensors.Open(folder["x"]);
        using (var stream = System.IO.File.Open(folder["x"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            stream.SetLength(stream.Length - 1);
        Assert.Contains("ends too soon", Assert.Throws<InputException>(() => file.Read("b")).Message);
    }

    [Fact]
    public void ChangedBytesNeverDoMoreThanBeRefused()
    {
        var random = new Random(1);
        byte[] whole = File(Pair, 11);
        int refused = 0;
        for (int trial = 0; trial < 1000; trial++)
        {
            byte[] changed = (byte[])whole.Clone();
            for (int flips = random.Next(1, 4); flips > 0; flips--)
                changed[random.Next(changed.Length - 11)] = (byte)random.Next(256);
            try
            {
                ReadAll(changed);
            }
            catch (InputException e)
            {
                Assert.DoesNotContain('\n', e.Message);
                refused++;
            }
        }
        Assert.InRange(refused, 750, 1000);
    }
}
