using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using MerClip.Data;
using MerClip.Data.Pickle;

namespace MerClip.Tests.Data;

/// <summary>Files made to run code, hang the reader or exhaust its memory: each gets one clear line.</summary>
public class HostilePickleTests
{
    const byte Mark = (byte)'(';

    static readonly string Canary = Path.Combine(Path.GetTempPath(), $"merclip-canary-{Environment.ProcessId}");

    public static TheoryData<string, string> Code => new()
    {
        { $"cos\nsystem\n(S'touch {Canary}'\ntR.", "os.system" },
        { $"cposix\nsystem\n(V touch {Canary}\ntR.", "posix.system" },
        { $"(ios\nsystem\n.", "os.system" },
        { $"(S'touch {Canary}'\nios\nsystem\n.", "os.system" },
        { "cbuiltins\neval\n(V1+1\ntR.", "builtins.eval" },
        { "c__builtin__\neval\n(V1+1\ntR.", "__builtin__.eval" },
        { "csubprocess\nPopen\n(Vls\ntR.", "subprocess.Popen" },
        { "cnumpy.f2py.diagnose\nrun\n(tR.", "numpy.f2py.diagnose.run" },
        { "cnumpy\nload\n(tR.", "numpy.load" },
        { "cnumpy\nndarray.__reduce__\n.", "numpy.ndarray.__reduce__" },
        { "ctorch.storage\n_load_from_bytes\n.", "torch.storage._load_from_bytes" },
        { "(cnumpy\nndarray\no.", "OBJ" },
        { "cnumpy\ndtype\n)\x81.", "NEWOBJ" },
        { "cnumpy\ndtype\n)}\x92.", "NEWOBJEX" },
        { "\x82\x01.", "extension registry" },
        { "\x83\x01\x01.", "extension registry" },
        { "\x84\x01\x01\x01\x01.", "extension registry" },
        { "P0\n.", "outside the file" },
        { "NQ.", "outside the file" },
        { "\x97.", "outside the file" },
        { "\x98.", "outside the file" },
        { "cnumpy\nndarray\n(tR.", "calls NdArray" },
        { "N)R.", "no NumPy function" },
        { "]}b.", "no NumPy array" },
        { "c_codecs\nencode\n(V%PATH%\nVidna\ntR.", "_codecs.encode" },
        { "c_codecs\nencode\n(V\\u0100\nVlatin1\ntR.", "exceeds 255" },
        { "ca\rb\xC2\x85\nc\rd\n.", "refuses a b .c d" },
    };

    [Theory, MemberData(nameof(Code))]
    public void Code_is_refused_by_name(string pickle, string named)
    {
        InputException error = Refused(Encoding.Latin1.GetBytes(pickle));
        Assert.Contains(named, error.Message);
        Assert.False(File.Exists(Canary));
    }

    [Fact]
    public void Code_is_refused_by_name_on_the_stack() =>
        Assert.Contains("refuses os.system", Refused(new PickleWriter().Global("os", "system").Value(new object?[] { "ls" })
            .Raw((byte)'R').Stop()).Message);

    [Theory]
    [InlineData("]", "a")] // lists in lists
    [InlineData("(", "t")] // tuples in tuples
    [InlineData("}K\x01", "s")] // dictionaries in dictionaries
    [InlineData("(", "")] // marks that nothing closes
    public void Nesting_a_million_deep_costs_no_stack(string open, string close)
    {
        byte[] pickle = new PickleWriter().Repeat(1_000_000, Encoding.Latin1.GetBytes(open)).Raw((byte)'N')
            .Repeat(1_000_000, Encoding.Latin1.GetBytes(close)).Stop();
        Bounded(pickle, () =>
        {
            if (close != "") PickleReader.Read(new MemoryStream(pickle), "deep");
            Assert.Throws<InputException>(() => MmsaReader.Read(close == "" ? null : PickleReader.Read(new MemoryStream(pickle), "deep"), "deep"));
        }, times: 300);
    }

    [Fact]
    public void A_billion_laughs_cost_a_hundred()
    {
        PickleWriter writer = new PickleWriter().Raw((byte)']', 0x94);
        for (byte level = 0; level < 100; level++)
        {
            writer.Raw((byte)']', 0x94, Mark);
            for (int i = 0; i < 10; i++) writer.Raw((byte)'h', level);
            writer.Raw((byte)'e');
        }
        byte[] memo = writer.Stop();
        Bounded(memo, () => Assert.IsType<List<object?>>(PickleReader.Read(new MemoryStream(memo), "laughs")));

        byte[] twice = new PickleWriter().Raw((byte)']').Repeat(100, (byte)'2', 0x86).Stop(); // pairs of the same pair
        Bounded(twice, () => Assert.IsType<object?[]>(PickleReader.Read(new MemoryStream(twice), "twice")));
    }

    [Fact]
    public void A_billion_laughs_in_place_of_data_are_refused()
    {
        PickleWriter writer = new PickleWriter().Raw((byte)']', 0x94);
        for (byte level = 0; level < 100; level++) writer.Raw((byte)']', 0x94, Mark, (byte)'h', level, (byte)'h', level, (byte)'e');
        byte[] pickle = new PickleWriter().Raw((byte)'}', Mark).Value("train").Raw((byte)'}', Mark).Value("id")
            .Raw(writer.Stop()[2..^1]).Raw((byte)'u', (byte)'u').Stop();
        Bounded(pickle, () => Assert.Throws<InputException>(() => MmsaReader.Read(PickleReader.Read(new MemoryStream(pickle), "x"), "x")));
    }

    [Theory]
    [InlineData(0x8E)] // BINBYTES8
    [InlineData(0x8D)] // BINUNICODE8
    [InlineData(0x96)] // BYTEARRAY8
    [InlineData(0x95)] // FRAME
    public void A_length_beyond_the_end_is_refused_before_anything_is_allocated(byte opcode)
    {
        foreach (ulong length in new[] { 1UL << 62, ulong.MaxValue, 1UL << 63, 10UL, 1UL << 31 })
        {
            byte[] pickle = new PickleWriter().Raw(opcode).UInt64(length).Stop();
            Assert.Contains("announces", Refused(pickle).Message);
        }
    }

    [Theory]
    [InlineData("T\xFF\xFF\xFF\xFF", "announces")] // BINSTRING of −1
    [InlineData("X\xFF\xFF\xFF\xFF", "announces")]
    [InlineData("B\xFF\xFF\xFF\x7F", "announces")]
    [InlineData("\x8B\xFF\xFF\xFF\xFF", "announces")] // LONG4 of −1
    [InlineData("\x8B\x00\x00\x00\x40", "announces")] // LONG4 of 1 GB
    [InlineData("r\xFF\xFF\xFF\xFF", "operand is missing")]
    [InlineData("j\xFF\xFF\xFF\xFF", "not there")]
    [InlineData("g99999999999999999999\n", "cannot be read")]
    [InlineData("g-1\n", "cannot be read")]
    [InlineData("I\n", "cannot be read")]
    [InlineData("Ix\n", "cannot be read")]
    [InlineData("F1e\n", "cannot be read")]
    [InlineData("S'a\n", "cannot be read")]
    [InlineData("S'\\x4'\n", "cannot be read")]
    [InlineData("V\\U00FFFFFF\n", "cannot be read")]
    [InlineData("V", "ends in the middle")]
    [InlineData("Vno end", "no end")]
    [InlineData("", "ends in the middle")]
    [InlineData("\xFF", "no instruction")]
    [InlineData("\x80\x06", "protocol 6")]
    [InlineData(".", "operand is missing")]
    [InlineData("t", "mark is missing")]
    [InlineData("(0", "operand is missing")]
    [InlineData("N(a", "operand is missing")]
    [InlineData("NNa", "no list")]
    [InlineData("NNNs", "no dictionary")]
    [InlineData("}(Nu", "no value")]
    [InlineData("}NNs", "key")]
    [InlineData("}]Ns", "key")]
    [InlineData("NN\x93", "name is missing")]
    public void Broken_instructions_say_what_is_wrong(string pickle, string message) =>
        Assert.Contains(message, Refused(Encoding.Latin1.GetBytes(pickle)).Message);

    [Fact]
    public void A_gigabyte_integer_is_refused()
    {
        byte[] pickle = new byte[50_000_000];
        pickle[0] = 0x8B;
        BinaryPrimitives.WriteInt32LittleEndian(pickle.AsSpan(1), pickle.Length - 6);
        Assert.Contains("an integer has", Refused(pickle).Message);
        pickle.AsSpan().Fill((byte)'9');
        pickle[0] = (byte)'L';
        pickle[^1] = (byte)'\n';
        Assert.Contains("cannot be read", Refused(pickle).Message);
    }

    public static TheoryData<string, long[], string> Shapes => new()
    {
        { "f4", [3, 1], "array of shape (3, 1)" },
        { "f4", [-1], "no size" },
        { "f4", [1L << 40], "no size" },
        { "f4", [1 << 16, 1 << 16], "more than" },
        { "f4", [int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue], "more than" },
        { "f4", [2, 1L << 62], "no size" },
        { "U0", [1 << 30], "element type" },
        { "U999999999999", [1], "element type" },
        { "U536870912", [1], "element type" },
        { "V8", [1], "element type" },
        { "M8", [1], "element type" },
        { "f16", [1], "element type" },
        { "c8", [1], "element type" },
        { "O8", [1], "objects" },
        { "f4", [.. Enumerable.Repeat(1L, 65)], "dimensions" },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Lying_shapes_are_refused(string type, long[] shape, string message) =>
        Assert.Contains(message, Refused(PickleWriter.Pickle(new Numpy(type, shape, new byte[8]))).Message);

    [Fact]
    public void States_that_NumPy_does_not_write_are_refused()
    {
        foreach (object? data in new object?[] { null, 1, "x", new List<object?>() })
            Refused(PickleWriter.Pickle(new Numpy("f4", [2], data)));
        Refused(new PickleWriter().Reconstruct().Value(new object?[] { 1, 2, 3, 4, 5 }).Raw((byte)'b').Stop());
        Refused(new PickleWriter().Reconstruct().Value(null).Raw((byte)'b').Stop());
        Refused(new PickleWriter().Global("numpy.core.multiarray", "scalar").Raw(Mark).DType("f4", "<")
            .Value(new byte[3]).Raw((byte)'t', (byte)'R').Stop());
    }

    [Fact]
    public void Bytes_that_many_arrays_claim_are_read_once_only()
    {
        PickleWriter writer = new PickleWriter().Value(new byte[4 << 20]).Raw(0x94, (byte)'0'); // memo 0: 4 MiB
        writer.Raw((byte)']', Mark);
        for (int i = 0; i < 1000; i++)
        {
            writer.Reconstruct().Raw(Mark).Value(1).Value(new object?[] { 1 << 20 }).DType("f4", "<").Value(false)
                .Raw((byte)'h', 0).Raw((byte)'t', (byte)'b');
        }
        Assert.Contains("same bytes", Refused(writer.Raw((byte)'e').Stop(), times: 8).Message);
    }

    [Theory]
    [InlineData("]")]
    [InlineData("}")]
    [InlineData("N\x94")]
    [InlineData("(")]
    [InlineData("N2")]
    [InlineData("U\x00")]
    public void Millions_of_tiny_values_are_bounded(string repeated)
    {
        byte[] pickle = new PickleWriter().Repeat(10_000_000, Encoding.Latin1.GetBytes(repeated)).Stop();
        Assert.Contains("single values", Refused(pickle, times: 120).Message);
    }

    [Fact]
    public void A_memo_may_be_numbered_as_it_likes()
    {
        PickleWriter writer = new PickleWriter().Raw((byte)']');
        for (uint i = 0; i < 100_000; i++)
        {
            byte[] index = new byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(index, i * 40_009);
            writer.Raw((byte)'r').Raw(index);
        }
        byte[] pickle = writer.Stop();
        Bounded(pickle, () => PickleReader.Read(new MemoryStream(pickle), "memo"));
    }

    [Fact]
    public void Keys_cannot_be_chosen_to_collide_or_to_be_slow()
    {
        PickleWriter writer = new PickleWriter().Raw((byte)'}', Mark);
        for (long i = 0; i < 100_000; i++) writer.Value(i << 32 | i).Raw((byte)'N');
        byte[] pickle = writer.Raw((byte)'u').Stop();
        Bounded(pickle, () => PickleReader.Read(new MemoryStream(pickle), "keys"));

        Assert.Contains("key", Refused(new PickleWriter().Raw((byte)'}').Value(new string('k', 1_000_000)).Raw((byte)'N', (byte)'s').Stop(), times: 8).Message);
    }

    /// <summary>Reads bytes that must be refused, in bounded time and memory, with one line that names file and place.</summary>
    static InputException Refused(byte[] pickle, int times = 4)
    {
        InputException? error = null;
        Bounded(pickle, () => error = Assert.Throws<InputException>(() => PickleReader.Read(new MemoryStream(pickle), "hostile.pkl")), times);
        Assert.StartsWith("hostile.pkl, byte ", error!.Message);
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.InRange(error.Message.Length, 40, 400);
        return error;
    }

    /// <summary>Runs something that may allocate a megabyte and some times what it reads, and take twenty seconds
    /// on a busy machine.</summary>
    static void Bounded(byte[] pickle, Action action, int times = 120)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Stopwatch watch = Stopwatch.StartNew();
        action();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (1L << 20) + times * (long)pickle.Length);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }
}
