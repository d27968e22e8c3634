using System.IO.Compression;
using System.Text;
using MerClip.Data;
using MerClip.Data.Formats;
using MerClip.Data.Pickle;

namespace MerClip.Tests.Data.Formats;

public sealed class NumpyFormatTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_type_and_byte_order_is_read()
    {
        PickleDictionary types = Tree(Fixtures.Committed("formats", "types.npz"));
        Assert.Equal(28, types.Count);
        foreach (string name in types.Names)
        {
            NdArray array = (NdArray)types[name]!;
            Assert.Equal([2, 3], array.Shape);
            if (array.Data is string[] texts) Assert.Equal(["0", "1", "2", "3", "4", "5"], texts);
            else Assert.Equal(name.StartsWith('b') ? [0, 1, 1, 1, 1, 1] : [0, 1, 2, 3, 4, 5], array.ToSingles());
        }
    }

    [Theory]
    [InlineData("[('a', '<f4')]", "structured")]
    [InlineData("'<c8'", "'<c8', which is not read")]
    [InlineData("'<f4'", "24 bytes for 5 elements", "(5,)")]
    [InlineData("'|O'", "refuses os.system", "(1,)", "cos\nsystem\n(S'touch x'\ntR.")]
    [InlineData("'<U1'", "8,388,608 texts", "(99999999,)")]
    [InlineData("'<f8'", "2,147,483,591 elements", "(99999999, 99999999)")]
    [InlineData("'<f8'", "describes no plain array", "(-1,)")]
    public void What_is_no_plain_array_is_refused(string descr, string message, string shape = "(6,)", string? data = null)
    {
        byte[] array = Npy(descr, shape, data is null ? new byte[24] : Encoding.Latin1.GetBytes(data));
        File.WriteAllBytes(folder["x.npy"], array);
        Assert.Contains(message, Assert.Throws<InputException>(() => CorpusReader.Read(folder["x.npy"])).Message);
    }

    [Fact]
    public void A_zip_that_grows_a_thousandfold_is_refused()
    {
        using (ZipArchive zip = ZipFile.Open(folder["bomb.npz"], ZipArchiveMode.Create))
        using (Stream entry = zip.CreateEntry("train_audio.npy", CompressionLevel.SmallestSize).Open())
            entry.Write(Npy("'<f4'", "(6250000,)", new byte[25_000_000]));
        Assert.Contains("grow more than", Assert.Throws<InputException>(() => CorpusReader.Read(folder["bomb.npz"])).Message);
    }

    static PickleDictionary Tree(string path) => (PickleDictionary)new NumpyFormat().Tree(path).Root!;

    static byte[] Npy(string descr, string shape, byte[] data)
    {
        string text = $"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}";
        text = text.PadRight((text.Length + 10 + 63) / 64 * 64 - 11) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. Encoding.ASCII.GetBytes(text), .. data];
    }
}
