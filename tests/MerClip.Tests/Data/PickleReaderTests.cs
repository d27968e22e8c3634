using System.Numerics;
using MerClip.Data.Pickle;

namespace MerClip.Tests.Data;

public class PickleReaderTests
{
    public static TheoryData<int> Protocols => [0, 1, 2, 3, 4, 5];

    [Theory, MemberData(nameof(Protocols))]
    public void Every_type_order_and_shape_comes_out_as_NumPy_wrote_it(int protocol) => CheckArrays($"arrays.p{protocol}.pkl");

    [Fact]
    public void NumPy_2_has_its_modules_under_other_names() => CheckArrays("arrays-numpy2.p0.pkl");

    [Theory, MemberData(nameof(Protocols))]
    public void Plain_values_come_out_as_Python_wrote_them(int protocol)
    {
        PickleDictionary root = Read($"plain.p{protocol}.pkl");

        Assert.Null(root["none"]);
        Assert.Equal([true, false], new[] { root["true"], root["false"] });
        Assert.Equal([42L, -7L, 255L, 65535L, 1L << 40, long.MaxValue, long.MinValue],
            "int negative byte short long most least".Split(' ').Select(k => root[k]));
        Assert.Equal(BigInteger.Pow(2, 100), root["huge"]);
        Assert.Equal(0.1, root["float"]);
        Assert.Equal(double.PositiveInfinity, root["inf"]);
        Assert.Equal("café 😀 \\ \n end", root["text"]);
        Assert.Equal("", root["empty"]);
        Assert.Equal(Enumerable.Range(0, 256).Select(i => (byte)i), Assert.IsType<byte[]>(root["bytes"]));
        Assert.Empty(Assert.IsType<byte[]>(root["no bytes"]));
        Assert.Equal(new string('x', 300), root["long text"]);
    }

    [Theory, MemberData(nameof(Protocols))]
    public void Containers_come_out_as_Python_wrote_them(int protocol)
    {
        PickleDictionary root = Read($"plain.p{protocol}.pkl");

        List<object?> list = Assert.IsType<List<object?>>(root["list"]);
        Assert.Equal([1L, "a"], list[..2]);
        Assert.Equal([2.5], Assert.IsType<List<object?>>(list[2]));
        for (int length = 0; length < 5; length++)
            Assert.Equal(Enumerable.Range(1, length).Select(i => (object?)(long)i), (object?[])root[length == 0 ? "tuple" : $"tuple{length}"]!);
        PickleDictionary dictionary = Assert.IsType<PickleDictionary>(root["dict"]);
        Assert.Equal([1L, "two"], dictionary.Select(e => e.Key));
        Assert.Equal(["b", "a"], Assert.IsType<PickleDictionary>(root["ordered"]).Names);
        List<object?> shared = Assert.IsType<List<object?>>(root["shared"]);
        Assert.Same(shared[0], shared[1]);
        List<object?> cyclic = Assert.IsType<List<object?>>(root["cyclic"]);
        Assert.Same(cyclic, cyclic[0]);
    }

    [Theory, MemberData(nameof(Protocols))]
    public void Object_arrays_and_scalars_hold_plain_values(int protocol)
    {
        PickleDictionary root = Read($"plain.p{protocol}.pkl");

        NdArray objects = Assert.IsType<NdArray>(root["objects"]);
        Assert.Equal("(2, 2) object", objects.ToString());
        Assert.Equal(["a", null, 1L, 2.5], (object?[])objects.Data);
        Assert.Equal(["a", null, 3L, 1L, 2.5, "z"], (object?[])Assert.IsType<NdArray>(root["objects F"]).Data);
        Assert.Equal([1.5, -2.5, 3L, new BigInteger(ulong.MaxValue), true, "s"], Assert.IsType<List<object?>>(root["scalars"]));
    }

    [Theory, InlineData(0), InlineData(2), InlineData(4), InlineData(5)]
    public void Values_larger_than_the_buffer_are_read_whole(int protocol)
    {
        PickleDictionary root = Read($"large.p{protocol}.pkl");

        Assert.Equal(new string('y', 70000), root["text"]);
        Assert.Equal(Enumerable.Range(0, 17000).Select(i => (float)i), (float[])Assert.IsType<NdArray>(root["array"]).Data);
        Assert.Equal("end", root["after"]);
    }

    [Fact]
    public void Python_2_byte_strings_are_bytes_and_as_keys_text()
    {
        byte[] pickle = [.. "(dp0\nS'k\\x41\\n'\np1\nS\"it's\"\np2\ns."u8];
        PickleDictionary root = Assert.IsType<PickleDictionary>(PickleReader.Read(new MemoryStream(pickle), "py2"));
        Assert.Equal("it's"u8.ToArray(), root["kA\n"]);
    }

    [Fact]
    public void NumPy_2_3_writes_exchanged_dimensions_as_such()
    {
        // np.arange(24, dtype="u1").reshape(2, 3, 4).transpose(2, 0, 1)
        byte[] bytes = [.. Enumerable.Range(0, 24).Select(i => (byte)i)];
        byte[] pickle = new PickleWriter().Global("numpy._core.numeric", "_frombuffer").Raw((byte)'(').Value(bytes).DType("u1", "|")
            .Value(new object?[] { 2, 3, 4 }).Value("K").Value(new object?[] { 2, 0, 1 }).Raw((byte)'t', (byte)'R').Stop();
        NdArray array = Assert.IsType<NdArray>(PickleReader.Read(new MemoryStream(pickle), "K"));
        Assert.Equal([4, 2, 3], array.Shape);
        Assert.Equal([0, 4, 8, 12, 16, 20, 1, 5, 9, 13, 17, 21, 2, 6, 10, 14, 18, 22, 3, 7, 11, 15, 19, 23], (byte[])array.Data);
        foreach (object?[] axes in new object?[][] { [0, 1], [0, 1, 1], [0, 1, 3], [0, 1, null] })
        {
            byte[] wrong = new PickleWriter().Global("numpy._core.numeric", "_frombuffer").Raw((byte)'(').Value(bytes).DType("u1", "|")
                .Value(new object?[] { 2, 3, 4 }).Value("K").Value(axes).Raw((byte)'t', (byte)'R').Stop();
            Assert.Contains("exchanged wrongly", Assert.Throws<InputException>(() => PickleReader.Read(new MemoryStream(wrong), "K")).Message);
        }
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_named()
    {
        Assert.Contains("does not exist", Assert.Throws<InputException>(() => PickleReader.Read("nowhere.pkl")).Message);
        Assert.Contains("is a folder", Assert.Throws<InputException>(() => PickleReader.Read(Path.GetTempPath())).Message);
    }

    [Fact]
    public void Single_precision_is_a_view_of_what_is_float32()
    {
        PickleDictionary root = Read("arrays.p4.pkl");
        NdArray single = Assert.IsType<NdArray>(root["f4 little C 2x3"]);
        Assert.Same(single.Data, single.ToSingles());
        foreach (string type in "f2 f4 f8 i1 i2 i4 i8".Split(' '))
        {
            float[] values = Assert.IsType<NdArray>(root[$"{type} big C 5"]).ToSingles();
            Assert.Equal(type[0] == 'f' ? [-1, -0.5f, 0, 0.5f, 1] : [-2, -1, 0, 1, 2], values);
        }
        Assert.Throws<InvalidOperationException>(() => Assert.IsType<NdArray>(root["U3 big C 5"]).ToSingles());
    }

    static void CheckArrays(string file)
    {
        PickleDictionary root = Read(file);
        Assert.Equal(14 * (2 * 7 + 2), root.Count);
        foreach ((object key, object? value) in root)
        {
            string[] parts = ((string)key).Split(' ');
            int[] shape = [.. parts[3].Split('x', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
            NdArray array = Assert.IsType<NdArray>(value);
            Assert.Equal(shape, array.Shape);
            Assert.Equal(shape.Aggregate(1, (a, b) => a * b), array.Count);
            Assert.Equal(Enumerable.Range(0, array.Count).Select(k => Element(parts[0], k)), array.Data.Cast<object>());
            Assert.Equal(NumpyName(parts[0], parts[1]), array.DType);
        }
    }

    static object Element(string type, int k) => type switch
    {
        "b1" => k % 3 == 0,
        "i1" => (sbyte)(k - 2),
        "i2" => (short)(k - 2),
        "i4" => k - 2,
        "i8" => (long)(k - 2),
        "u1" => (byte)k,
        "u2" => (ushort)k,
        "u4" => (uint)k,
        "u8" => (ulong)k,
        "f2" => (Half)(k / 2f - 1),
        "f4" => k / 2f - 1,
        "f8" => k / 2d - 1,
        _ => $"t{k}",
    };

    static string NumpyName(string type, string order) => type[0] switch
    {
        'b' => "bool",
        'i' => $"int{8 * (type[1] - '0')}",
        'u' => $"uint{8 * (type[1] - '0')}",
        'f' => $"float{8 * (type[1] - '0')}",
        'U' => order == "big" ? ">U3" : "<U3",
        _ => "|S3",
    };

    static PickleDictionary Read(string file) =>
        Assert.IsType<PickleDictionary>(PickleReader.Read(Fixtures.Committed("pickles", file)));
}
