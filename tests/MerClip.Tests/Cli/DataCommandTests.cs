namespace MerClip.Tests.Cli;

public sealed class DataCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_of_sequences_is_converted_and_inspected()
    {
        var (code, output, error) = CliProcess.Run("convert", Fixtures.Committed("formats", "csd"), folder["x.arrow"]);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal($"{folder["x.arrow"]}: Arrow (Feather 2), from MMSA computational sequences: 3 train, 2 valid, 2 test\n", output);
        (code, output, error) = CliProcess.Run("inspect", folder["x.arrow"]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("emotions: happy, sad", output);
        Assert.Equal(1, CliProcess.Run("convert", folder["x.arrow"], folder["x.txt"]).Code);
        Assert.Equal(["x.arrow"], folder.Files);
    }

    [Theory]
    [InlineData("formats", "tailor.pt", "TAILOR torch file")]
    [InlineData("formats", "misa", "MISA pickle")]
    [InlineData("formats", "flat.npz", "MMSA NumPy file")]
    [InlineData("torch", "training.pt", "2 tensors")]
    public void Data_and_checkpoints_in_the_same_containers_are_told_apart(string kind, string name, string shown)
    {
        var (code, output, error) = CliProcess.Run("inspect", Fixtures.Committed(kind, name));
        Assert.Equal((0, ""), (code, error));
        Assert.Contains(shown, output);
    }
}
