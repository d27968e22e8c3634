using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using MerClip.Data;
using MerClip.Data.Audit;
using MerClip.Data.Pickle;
using MerClip.Data.Writers;

namespace MerClip.Tests.Data.Stored;

/// <summary>What stays in its file is the same as what is read into memory.</summary>
public sealed class StoredDataTests : IDisposable
{
    const int Rows = 40, Steps = 12, Width = 10; // 19,200 bytes: more than is kept in memory of a large file

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("f2")]
    [InlineData("f4")]
    [InlineData("f8")]
    [InlineData("i1")]
    [InlineData("i2")]
    [InlineData("i4")]
    [InlineData("i8")]
    [InlineData("u1")]
    [InlineData("u2")]
    [InlineData("u4")]
    [InlineData("u8")]
    [InlineData("b1")]
    public void Numbers_of_every_type_are_the_same(string type)
    {
        int size = type[1] - '0';
        byte[] bytes = new byte[9000 * size];
        new Random(1).NextBytes(bytes);
        foreach (string order in new[] { "<", ">" })
        {
            File.WriteAllBytes(folder["x.pkl"], PickleWriter.Pickle(new Numpy(type, [90, 100], bytes, order)));
            NdArray held = (NdArray)PickleReader.Read(folder["x.pkl"])!;
            using MemoryLimit limit = new();
            NdArray stored = (NdArray)PickleReader.Read(folder["x.pkl"])!;
            Assert.NotNull(stored.Stored);
            Assert.Null(held.Stored);
            Assert.Equal((held.DType, held.Count, held.ToString()), (stored.DType, stored.Count, stored.ToString()));
            Assert.Equal(held.ToSingles(), stored.ToSingles());
            Assert.Equal(held.Data, stored.Data);
            Assert.Equal(held.ToSingles()[..500], stored.Head(5).ToSingles());
            float[] some = new float[700];
            stored.Stored.Read(8000, some);
            Assert.Equal(held.ToSingles()[8000..8700], some);
        }
    }

    [Fact]
    public void Values_that_are_not_finite_are_zero_and_padding_is_cut_off()
    {
        float[] values = Values(nonFinite: true);
        byte[] wide = [.. values.SelectMany(v => BitConverter.GetBytes((double)v))];
        foreach (Numpy array in new[] { Numpy.Of(values, Rows, Steps, Width), new Numpy("f8", [Rows, Steps, Width], wide) })
        {
            File.WriteAllBytes(folder["x.pkl"], PickleWriter.Pickle(Root(array)));
            BothWays(folder["x.pkl"]);
        }
    }

    [Theory]
    [InlineData(".pkl")]
    [InlineData(".arrow")]
    [InlineData(".safetensors")]
    [InlineData(".npz")]
    [InlineData(".npy")]
    [InlineData(".pt")]
    public void Every_container_gives_the_same_corpus(string extension)
    {
        File.WriteAllBytes(folder["in.pkl"], PickleWriter.Pickle(Root(Numpy.Of(Values(nonFinite: false), Rows, Steps, Width))));
        Corpus corpus = CorpusReader.Read(folder["in.pkl"]).Corpus;
        string path = folder["x" + extension];
        if (extension is ".npz" or ".npy" or ".pt") Write(extension, path);
        else CorpusWriter.Write(corpus, path);
        Same(corpus, BothWays(path));
    }

    [Fact]
    public void Bytes_that_were_written_as_text_are_the_same()
    {
        using MemoryLimit limit = new();
        PickleDictionary root = Assert.IsType<PickleDictionary>(PickleReader.Read(Fixtures.Committed("pickles", "large.p2.pkl")));
        NdArray array = Assert.IsType<NdArray>(root["array"]);
        Assert.NotNull(array.Stored);
        Assert.Equal(Enumerable.Range(0, 17000).Select(i => (float)i), array.ToSingles());
        Assert.Equal(new string('y', 70000)[..9], root["text"]!.ToString()![..9]);
    }

    [Theory]
    [InlineData("\u0100", "exceeds 255")]
    [InlineData("\uFFFD", "exceeds 255")]
    [InlineData("\u00E9\u00E8", null)]
    public void Text_that_is_no_bytes_is_refused(string character, string? message)
    {
        string text = string.Concat(Enumerable.Repeat(character, 3000));
        File.WriteAllBytes(folder["x.pkl"], Encoded(text, 1));
        using MemoryLimit limit = new();
        if (message is null) Assert.IsType<List<object?>>(PickleReader.Read(folder["x.pkl"]));
        else Assert.Contains(message, Assert.Throws<InputException>(() => PickleReader.Read(folder["x.pkl"])).Message);
    }

    [Fact]
    public void Text_that_is_made_bytes_again_and_again_is_refused()
    {
        File.WriteAllBytes(folder["x.pkl"], Encoded(new string('x', 100_000), 1000));
        using MemoryLimit limit = new();
        Assert.Contains("same bytes", Assert.Throws<InputException>(() => PickleReader.Read(folder["x.pkl"])).Message);
    }

    [Fact]
    public void A_file_that_becomes_shorter_is_said_to()
    {
        File.WriteAllBytes(folder["x.pkl"], PickleWriter.Pickle(Root(Numpy.Of(Values(nonFinite: false), Rows, Steps, Width))));
        using MemoryLimit limit = new();
        Corpus corpus = CorpusReader.Read(folder["x.pkl"]).Corpus;
        using (FileStream file = new(folder["x.pkl"], FileMode.Open)) file.SetLength(1000);
        Assert.Contains("x.pkl: became shorter", Assert.Throws<InputException>(() => corpus.All.Sum(Read)).Message);

        static int Read(Utterance utterance) => utterance.Features[Modality.Audio].Values.Length;
    }

    Corpus BothWays(string path)
    {
        Corpus held = CorpusReader.Read(path).Corpus;
        string audit = CorpusAudit.Run(path).ToJson();
        using MemoryLimit limit = new();
        Corpus stored = CorpusReader.Read(path).Corpus;
        Same(held, stored);
        Assert.Equal(audit, CorpusAudit.Run(path).ToJson());
        // In memory they would be a view, the same each time.
        FeatureSequence sequence = stored.All.First().Features[Modality.Audio];
        Assert.False(sequence.Values.Equals(sequence.Values), $"{path} was read into memory");
        return stored;
    }

    static void Same(Corpus expected, Corpus actual)
    {
        Assert.Equal(expected.All.Select(u => (u.Id, u.Text, u.Sentiment)), actual.All.Select(u => (u.Id, u.Text, u.Sentiment)));
        foreach (var (a, b) in expected.All.Zip(actual.All))
        {
            Assert.Equal(a.Features.Keys, b.Features.Keys);
            foreach (Modality modality in a.Features.Keys)
            {
                Assert.Equal(a.Features[modality].Steps, b.Features[modality].Steps);
                Assert.Equal(a.Features[modality].Values.ToArray(), b.Features[modality].Values.ToArray());
            }
        }
    }

    static float[] Values(bool nonFinite)
    {
        Random random = new(3);
        float[] values = new float[Rows * Steps * Width];
        for (int i = 0; i < Rows; i++)
        {
            int first = nonFinite ? i % 3 : 0, last = 1 + first + random.Next(Steps - first - 1);
            for (int k = first * Width; k < last * Width; k++)
                values[i * Steps * Width + k] = nonFinite && random.Next(9) == 0 ? float.NegativeInfinity : random.NextSingle() - 2;
        }
        return values;
    }

    static Dictionary<string, object?> Root(object? audio) => new[] { "train", "valid", "test" }.ToDictionary(s => s, s => (object?)new Dictionary<string, object?>
    {
        ["id"] = Enumerable.Range(0, Rows).Select(i => (object?)$"{s}{i}$_$0").ToList(),
        ["audio"] = audio,
        ["regression_labels"] = Numpy.Of([.. Enumerable.Range(0, Rows).Select(i => i % 7 - 3f)], Rows),
    });

    void Write(string extension, string path)
    {
        byte[] audio = MemoryMarshal.AsBytes(Values(nonFinite: false).AsSpan()).ToArray();
        byte[] labels = MemoryMarshal.AsBytes(Enumerable.Range(0, Rows).Select(i => i % 7 - 3f).ToArray().AsSpan()).ToArray();
        byte[] pickle = File.ReadAllBytes(folder["in.pkl"]);
        using FileStream file = File.Create(path);
        if (extension == ".npy")
        {
            Npy(file, "|O", "", pickle: new PickleWriter().Raw(Wrapped(pickle)).Stop());
            return;
        }
        using ZipArchive zip = new(file, ZipArchiveMode.Create);
        void Entry(string name, CompressionLevel level, Action<Stream> write)
        {
            using Stream stream = zip.CreateEntry(name, level).Open();
            write(stream);
        }
        if (extension == ".npz")
        {
            foreach (string split in new[] { "train", "valid", "test" })
            {
                CompressionLevel level = split == "train" ? CompressionLevel.Fastest : CompressionLevel.NoCompression;
                Entry($"{split}_audio.npy", level, s => Npy(s, "<f4", $"{Rows}, {Steps}, {Width}", audio));
                Entry($"{split}_regression_labels.npy", level, s => Npy(s, "<f4", $"{Rows},", labels));
                Entry($"{split}_id.npy", level, s => Npy(s, "<U12", $"{Rows},", [.. Enumerable.Range(0, Rows)
                    .SelectMany(i => Encoding.UTF32.GetBytes($"{split}{i}$_$0".PadRight(12, '\0')))]));
            }
            return;
        }
        // The splits as torch.save has them, with the arrays as tensors.
        PickleWriter root = new();
        root.Raw((byte)'}', (byte)'(');
        foreach (string split in new[] { "train", "valid", "test" })
        {
            root.Value(split).Raw((byte)'}', (byte)'(').Value("id")
                .Value(Enumerable.Range(0, Rows).Select(i => (object?)$"{split}{i}$_$0").ToList()).Value("audio");
            Tensor(root, "0", [Rows, Steps, Width]);
            Tensor(root.Value("regression_labels"), "1", [Rows]);
            root.Raw((byte)'u');
        }
        byte[] bytes = root.Raw((byte)'u').Stop();
        Entry("x/data.pkl", CompressionLevel.NoCompression, s => s.Write(bytes));
        Entry("x/data/0", CompressionLevel.NoCompression, s => s.Write(audio));
        Entry("x/data/1", CompressionLevel.NoCompression, s => s.Write(labels));

        static void Tensor(PickleWriter to, string key, int[] shape)
        {
            int count = shape.Aggregate((a, b) => a * b);
            object?[] strides = [.. Enumerable.Range(1, shape.Length).Select(d => (object?)shape.Skip(d).Aggregate(1, (a, b) => a * b))];
            to.Global("torch._utils", "_rebuild_tensor_v2").Raw((byte)'(', (byte)'(').Value("storage").Global("torch", "FloatStorage")
                .Value(key).Value("cpu").Value(count).Raw((byte)'t', (byte)'Q').Value(0).Value(shape.Select(s => (object?)s).ToArray())
                .Value(strides).Value(false).Global("collections", "OrderedDict").Raw((byte)')', (byte)'R', (byte)'t', (byte)'R');
        }
    }

    // An array without dimensions of one object.
    static byte[] Wrapped(byte[] pickle) => [.. new PickleWriter(header: false).Reconstruct().Raw((byte)'(').Value(1).Raw((byte)')').DType("O8", "|")
        .Value(false).Raw((byte)']').Raw(pickle[2..^1]).Raw((byte)'a', (byte)'t', (byte)'b').Stop()[..^1]];

    static void Npy(Stream stream, string type, string shape, byte[]? data = null, byte[]? pickle = null)
    {
        byte[] text = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}".PadRight(117) + "\n");
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)text.Length);
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, .. length, .. text]);
        stream.Write(data ?? pickle);
    }

    static byte[] Encoded(string text, int times)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] length = BitConverter.GetBytes(utf8.Length);
        PickleWriter writer = new PickleWriter(header: false).Raw(0x80, 2, (byte)']', (byte)'(').Raw((byte)'X').Raw(length).Raw(utf8).Raw((byte)'q', 0, (byte)'0');
        for (int i = 0; i < times; i++)
            writer.Ascii("c_codecs\nencode\n(h").Raw(0, (byte)'X', 6, 0, 0, 0).Ascii("latin1tR");
        return writer.Raw((byte)'e').Stop();
    }
}
