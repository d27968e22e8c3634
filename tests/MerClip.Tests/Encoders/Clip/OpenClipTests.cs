using MerClip.Checkpoints;
using MerClip.Encoders.Clip;
using static TorchSharp.torch;

namespace MerClip.Tests.Encoders.Clip;

/// <summary>The CLIP of <c>tests/fixtures/clip</c>, computed by torch alone (<c>make_clip.py</c>): open_clip's layout, three heads
/// and two, GELU.</summary>
public sealed class OpenClipTests : TorchTest
{
    static readonly string Root = Path.GetDirectoryName(Fixtures.Committed("clip", "open_clip_config.json"))!;

    [Fact]
    public void Every_stage_is_torchs()
    {
        using var model = ClipModel.Load(Root);
        Assert.Equal(new ClipOptions(10, new(20, 2, 2, 28, ClipActivation.Gelu), new(24, 2, 3, 40, ClipActivation.Gelu), 40, 9, 12, 4),
            model.Options);
        Assert.Equal(ClipTokenizerMode.OpenClip, model.TokenizerMode);
        AssertReference(model);
    }

    [Fact]
    public void Names_and_layout_of_Hugging_Face_are_the_same_model()
    {
        using var model = ClipModel.Load(Root);
        model.Save(Folder["model.safetensors"]);
        TinyClip.WriteConfig(Folder, model.Options);
        using var again = ClipModel.Load(Folder.Path);
        Assert.Equal(ClipTokenizerMode.HuggingFace, again.TokenizerMode);
        AssertReference(again);
    }

    [Fact]
    public void Without_its_config_heads_and_activation_are_OpenAIs()
    {
        File.Copy(Path.Combine(Root, "open_clip_pytorch_model.bin"), Folder["ViT.pt"]);
        var summary = ClipModel.Inspect(Folder.Path);
        Assert.Equal((1, ClipActivation.QuickGelu), (summary.Options.Image.Heads, summary.Options.Image.Activation));
        Assert.Equal(["F32"], summary.Types);
    }

    static void AssertReference(ClipModel model)
    {
        using var expected = TorchZip.Open(Path.Combine(Root, "expected.pt"));
        using var _ = no_grad();
        var ids = expected.Read("input_ids");
        var images = model.Image.call(expected.Read("pixel_values"));
        var texts = model.Text.Pool(ids);
        AssertClose(expected.Read("image_features"), images, 1e-5);
        AssertClose(expected.Read("text_features"), texts, 1e-5);
        AssertClose(expected.Read("text_sequence"), model.Text.call(ids), 1e-5);
        AssertClose(expected.Read("logits_per_image"), model.Logits(images, texts), 1e-5);
    }
}
