using System.Text;
using MerClip.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace MerClip.Tests.Checkpoints;

public sealed class SafetensorsTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    public static TheoryData<ScalarType> Types =>
    [
        ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64,
        ScalarType.Int32, ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool,
    ];

    Tensor SaveAndRead(Tensor tensor)
    {
        Safetensors.Save(folder["x"], new Dictionary<string, Tensor> { ["x"] = tensor });
        using var file = Safetensors.Open(folder["x"]);
        return file.Read("x");
    }

    static void AssertSame(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.dtype, actual.dtype);
        Assert.Equal(expected.shape, actual.shape);
        Assert.True(expected.equal(actual).all().item<bool>());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void RoundTripOfEveryTypeAndShape(ScalarType type)
    {
        foreach (long[] shape in (long[][])[[], [0], [1], [7], [2, 0, 3], [2, 3, 4, 5]])
        {
            using var tensor = (randn(shape) * 3).to(type);
            AssertSame(tensor, SaveAndRead(tensor));
        }
    }

    [Fact]
    public void NotANumberAndInfinityKeepTheirBits()
    {
        float[] values = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.Epsilon];
        using var tensor = from_array(values);
        using var read = SaveAndRead(tensor);
        Assert.Equal(tensor.bytes.ToArray(), read.bytes.ToArray());
    }

    [Fact]
    public void StridesAndGradientsDoNotMatter()
    {
        using var transposed = arange(12, dtype: ScalarType.Float32).reshape(3, 4).t();
        AssertSame(transposed, SaveAndRead(transposed));
        using var column = arange(12, dtype: ScalarType.Int64).reshape(3, 4).narrow(1, 1, 1);
        AssertSame(column, SaveAndRead(column));
        using var parameter = nn.Parameter(ones(3));
        AssertSame(parameter, SaveAndRead(parameter));
        Assert.True(parameter.requires_grad);
    }

    [Fact]
    public void TensorsOfSeveralPieces()
    {
        using var tensor = arange(5_000_001, dtype: ScalarType.Int64); // 40 MB, in pieces of 16
        AssertSame(tensor, SaveAndRead(tensor));
    }

    [Fact]
    public void TheBytesAreThoseOfTheFormat()
    {
        Safetensors.Save(folder["x"], new Dictionary<string, Tensor>
        {
            ["z"] = tensor((byte[])[1, 2, 3]),
            ["half"] = zeros(1, 2, dtype: ScalarType.Float16),
            ["é"] = tensor((float[])[1]),
            ["c"] = tensor((float[])[2]),
            ["i"] = tensor(3L),
        }, new Dictionary<string, string> { ["format"] = "pt", ["a"] = "b\n" });

        string header = """
            {"__metadata__":{"a":"b\n","format":"pt"},"i":{"dtype":"I64","shape":[],"data_offsets":[0,8]},
            "c":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"é":{"dtype":"F32","shape":[1],"data_offsets":[12,16]},
            "half":{"dtype":"F16","shape":[1,2],"data_offsets":[16,20]},"z":{"dtype":"U8","shape":[3],"data_offsets":[20,23]}}
            """.Replace("\n", "", StringComparison.Ordinal);
        int length = (Encoding.UTF8.GetByteCount(header) + 7) / 8 * 8;
        header += new string(' ', length - Encoding.UTF8.GetByteCount(header));
        byte[] data = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0x80, 0x3F, 0, 0, 0, 0, 1, 2, 3];
        Assert.Equal([.. BitConverter.GetBytes((long)length), .. Encoding.UTF8.GetBytes(header), .. data],
            File.ReadAllBytes(folder["x"]));
    }

    [Fact]
    public void OrderOfTheDictionaryDoesNotMatter()
    {
        Tensor a = ones(2), b = zeros(3);
        Safetensors.Save(folder["1"], new Dictionary<string, Tensor> { ["a"] = a, ["b"] = b });
        Safetensors.Save(folder["2"], new Dictionary<string, Tensor> { ["b"] = b, ["a"] = a });
        Assert.Equal(File.ReadAllBytes(folder["1"]), File.ReadAllBytes(folder["2"]));
    }

    [Fact]
    public void NamesInfoAndMetadata()
    {
        var tensors = new Dictionary<string, Tensor> { ["a"] = ones(2, 3), ["b"] = ones(4, dtype: ScalarType.Float64) };
        Safetensors.Save(folder["x"], tensors, new Dictionary<string, string> { ["epoch"] = "7" });
        using var file = Safetensors.Open(folder["x"]);
        Assert.Equal(["b", "a"], file.Names);
        Assert.Equal("7", file.Metadata["epoch"]);
        var info = file.Info("a");
        Assert.Equal(("F32", 32L, 24L), (info.Dtype, info.Offset, info.Bytes));
        Assert.Equal([2L, 3L], info.Shape);
    }

    [Fact]
    public void AFileCanBeReplacedWhileItIsRead()
    {
        Safetensors.Save(folder["x"], new Dictionary<string, Tensor> { ["a"] = ones(2) });
        using var file = Safetensors.Open(folder["x"]);
        Safetensors.Save(folder["x"], new Dictionary<string, Tensor> { ["a"] = zeros(9) });
        AssertSame(ones(2), file.Read("a"));
    }

    [Fact]
    public void RefusesWhatCannotBeWritten()
    {
        var complex = new Dictionary<string, Tensor> { ["a"] = zeros(2, dtype: ScalarType.ComplexFloat32) };
        Assert.Throws<ArgumentException>(() => Safetensors.Save(folder["x"], complex));
        var reserved = new Dictionary<string, Tensor> { ["__metadata__"] = zeros(2) };
        Assert.Throws<ArgumentException>(() => Safetensors.Save(folder["x"], reserved));
        Assert.Empty(folder.Files);
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("expected.safetensors")]
    public void ReadsFilesOfOtherWriters(string name)
    {
        using var file = Safetensors.Open(Fixtures.Shared("fixtures", "clip-tiny", name));
        Assert.NotEmpty(file.Names);
        var tensors = file.Names.ToDictionary(n => n, file.Read);
        Assert.All(tensors, t => Assert.True(t.Value.isfinite().all().item<bool>()));

        Safetensors.Save(folder["x"], tensors, file.Metadata);
        using var again = Safetensors.Open(folder["x"]);
        Assert.Equal(file.Metadata, again.Metadata);
        Assert.Equal(file.Names.Order(), again.Names.Order());
        Assert.All(tensors, t => AssertSame(t.Value, again.Read(t.Key)));
    }
}
