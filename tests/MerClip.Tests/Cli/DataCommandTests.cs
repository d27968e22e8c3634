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

    [Fact]
    public void Check_says_what_is_there_and_what_is_broken()
    {
        foreach (string name in new[] { "rows.arrow", "tailor.pt", "csd/words.csd" })
            File.Copy(Fixtures.Committed("formats", name), folder[Path.GetFileName(name)]);
        File.WriteAllText(folder["notes.txt"], "notes");
        var (code, output, error) = CliProcess.Run("data", "check", folder.Path);
        Assert.Equal((0, ""), (code, error));
        string Line(string name) => output.Split('\n').Single(l => l.Contains(name));
        Assert.Contains("MMSA Arrow file, 3 / 2 / 2 utterances", Line("rows.arrow"));
        Assert.Contains("TAILOR torch file", Line("tailor.pt"));
        Assert.Contains("computational sequence 'words' of 4 videos", Line("words.csd"));
        Assert.Matches("notes.txt +other", Line("notes.txt"));

        File.WriteAllBytes(folder["cut.arrow"], File.ReadAllBytes(folder["rows.arrow"])[..1000]);
        (code, output, _) = CliProcess.Run("data", "check", folder.Path);
        Assert.Equal(1, code);
        Assert.Matches("cut.arrow +wrong", Line("cut.arrow"));
    }
}
