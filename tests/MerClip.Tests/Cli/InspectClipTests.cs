using MerClip.Tests.Encoders.Clip;

namespace MerClip.Tests.Cli;

public sealed class InspectClipTests : TorchTest
{
    [Fact]
    public void A_clip_is_shown_with_its_sizes()
    {
        TinyClip.Write(Folder);
        var (code, output, error) = CliProcess.Run("inspect", Folder.Path);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Hugging Face", output);
        Assert.Contains("F32", output);
        Assert.Contains("width 64, 2 layers of 1 heads, QuickGELU", output);
        Assert.Contains("16 x 16 pixels in patches of 8", output);
        Assert.Contains("523 tokens", output);
    }

    [Fact]
    public void Other_files_of_torch_are_listed()
    {
        var (code, output, _) = CliProcess.Run("inspect", Fixtures.Committed("torch", "script.pt"));
        Assert.Equal(0, code);
        Assert.Contains("inner.layers.0.weight", output);
        Assert.Contains("F16", output);
    }
}
