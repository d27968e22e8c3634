using System.IO.Compression;
using MerClip.Checkpoints;
using static TorchSharp.torch;

namespace MerClip.Tests.Checkpoints;

/// <summary>Files of <c>tests/fixtures/torch</c>, which torch itself wrote (<c>make_torch_files.py</c>).</summary>
public sealed class TorchZipTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Tensors_are_read_with_their_views_and_types()
    {
        using var file = TorchZip.Open(Fixtures.Committed("torch", "tensors.pt"));
        Assert.Equal(14, file.Names.Count);
        float[] numbers = [.. Enumerable.Range(0, 24).Select(i => (float)i)];
        Assert.Equal(numbers, Floats(file, "whole", [4, 6]));
        Assert.Equal(numbers[6..18], Floats(file, "rows", [2, 6]));
        Assert.Equal([0, 6, 12, 18, 1, 7], Floats(file, "turned", [6, 4])[..6]);
        Assert.Equal([2, 8, 14, 20], Floats(file, "column", [4]));
        Assert.Equal([3.5f], Floats(file, "scalar", []));
        Assert.Empty(Floats(file, "empty", [0, 4]));
        foreach (string name in new[] { "half", "brain", "double" }) Assert.Equal(numbers[..6], Floats(file, name, [6]));
        Assert.Equal(numbers[18..], Floats(file, "parameter", [6]));
        Assert.Equal(["F32", "F16", "BF16", "F64", "I64", "I32", "U8", "BOOL"], new[] { "whole", "half", "brain", "double", "long",
            "int", "byte", "bool" }.Select(n => file.Info(n).Dtype));
        using var whole = file.Read("long");
        Assert.Equal([1L << 40, -1], whole.data<long>().ToArray());
    }

    [Fact]
    public void Scripts_and_training_files_give_their_tensors_by_name()
    {
        using var script = TorchZip.Open(Fixtures.Committed("torch", "script.pt"));
        Assert.True(script.IsScript);
        Assert.Equal(["inner.layers.0.bias", "inner.layers.0.weight", "inner.sizes", "scale"], script.Names.Order(StringComparer.Ordinal));
        Assert.Equal([0, 1, 2, 3, 4, 5], Floats(script, "inner.layers.0.weight", [2, 3]));

        using var training = TorchZip.Open(Fixtures.Committed("torch", "training.pt"));
        Assert.Equal(["weight", "bias"], training.Names);
        Assert.False(training.IsScript);
    }

    [Theory]
    [InlineData("object.pt", "torch.nn.modules.linear.Linear")]
    [InlineData("legacy.pt", "before 1.6")]
    public void What_is_no_plain_tensors_is_refused(string name, string expected)
    {
        var e = Assert.Throws<InputException>(() => TorchZip.Open(Fixtures.Committed("torch", name)));
        Assert.Contains(expected, e.Message);
    }

    [Fact]
    public void Lying_sizes_and_compressed_entries_are_refused()
    {
        string source = Fixtures.Committed("torch", "tensors.pt");
        Rewrite(source, folder["short.pt"], CompressionLevel.NoCompression, name => name.EndsWith("/data/0") ? 40 : int.MaxValue);
        using (var file = TorchZip.Open(folder["short.pt"]))
            Assert.Contains("has 40 bytes", Assert.Throws<InputException>(() => file.Read("whole")).Message);

        Rewrite(source, folder["packed.pt"], CompressionLevel.SmallestSize, _ => int.MaxValue);
        Assert.Contains("compressed", Assert.Throws<InputException>(() => TorchZip.Open(folder["packed.pt"])).Message);

        File.WriteAllBytes(folder["cut.pt"], File.ReadAllBytes(source)[..1000]);
        Assert.Throws<InputException>(() => TorchZip.Open(folder["cut.pt"]));
    }

    [Fact]
    public void Every_damaged_byte_gives_numbers_or_a_message()
    {
        byte[] good = File.ReadAllBytes(Fixtures.Committed("torch", "training.pt"));
        var random = new Random(1);
        for (int i = 0; i < 300; i++)
        {
            byte[] bad = [.. good];
            for (int n = 0; n < 3; n++) bad[random.Next(bad.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(folder["bad.pt"], bad);
            try
            {
                using var file = TensorFile.Open(folder["bad.pt"]);
                foreach (string name in file.Names) file.Read(name).Dispose();
            }
            catch (InputException)
            {
            }
        }
    }

    static void Rewrite(string from, string to, CompressionLevel level, Func<string, int> most)
    {
        using var source = ZipFile.OpenRead(from);
        using var target = ZipFile.Open(to, ZipArchiveMode.Create);
        foreach (var entry in source.Entries)
        {
            using var input = entry.Open();
            using var copy = new MemoryStream();
            input.CopyTo(copy);
            using var output = target.CreateEntry(entry.FullName, level).Open();
            output.Write(copy.ToArray().AsSpan(0, Math.Min((int)copy.Length, most(entry.FullName))));
        }
    }

    static float[] Floats(TorchZip file, string name, long[] shape)
    {
        using var tensor = file.Read(name);
        using var single = tensor.to_type(ScalarType.Float32);
        Assert.Equal(shape, tensor.shape);
        return tensor.numel() == 0 ? [] : single.data<float>().ToArray();
    }
}
