using MerClip.Encoders.Clip;
using MerClip.Media;

namespace MerClip.Tests.Encoders.Clip;

/// <summary>Images of <c>tests/fixtures/images</c>, which Pillow made and resized (<c>make_images.py</c>).</summary>
public sealed class ClipImageTests : TorchTest
{
    [Theory]
    [InlineData("wide.png", "wide-20x12.png")]
    [InlineData("wide.png", "wide-16x32.png")]
    [InlineData("wide.png", "wide-61x11.png")]
    [InlineData("wide.png", "wide-90x50.png")]
    [InlineData("tall.png", "tall-7x23.png")]
    [InlineData("tall.png", "tall-48x160.png")]
    [InlineData("alpha.png", "alpha-15x10.png")]
    [InlineData("grey.png", "grey-11x13.png")]
    public void Resizing_is_Pillows(string from, string to)
    {
        var expected = Image(to);
        var actual = BicubicResize.Resize(Image(from), expected.Width, expected.Height);
        Assert.Equal(expected.Pixels, actual.Pixels);
    }

    [Fact]
    public void A_photo_becomes_the_square_that_clip_sees()
    {
        var expected = Image("photo-clip32.png");
        var preprocessor = new ClipImagePreprocessor(32);
        var square = preprocessor.Square(Image("photo.jpg"));
        Assert.All(expected.Pixels.Zip(square.Pixels), p => Assert.InRange(p.Second - p.First, -1, 1));

        using var pixels = preprocessor.Prepare(Image("photo.jpg"), Image("wide.png"));
        Assert.Equal([2, 3, 32, 32], pixels.shape);
        Assert.Equal((square.Pixels[3 * 33 + 1] / 255.0 - 0.4578275) / 0.26130258, pixels[0, 1, 1, 1].item<float>(), 1e-5);
    }

    [Theory]
    [InlineData("preprocessor_config.json", """{"image_mean": [0.5, 0.4, 0.3], "image_std": [0.5, 0.5, 0.25]}""")]
    [InlineData("open_clip_config.json", """{"model_cfg": {}, "preprocess_cfg": {"mean": [0.5, 0.4, 0.3], "std": [0.5, 0.5, 0.25]}}""")]
    public void Colours_are_normalized_as_the_checkpoint_says(string file, string json)
    {
        TinyClip.Write(Folder);
        if (file[0] == 'o') File.Move(Folder["model.safetensors"], Folder["open_clip_model.safetensors"]);
        File.WriteAllText(Folder[file], json);
        var colours = ClipFolder.Open(Folder.Path).Summary.Colours;

        using var pixels = new ClipImagePreprocessor(1, colours).Prepare(new RgbImage(1, 1, [255, 102, 153]));
        AssertClose(TorchSharp.torch.tensor(new[] { 1f, 0, 1.2f }), pixels.flatten());

        File.WriteAllText(Folder[file], json.Replace("0.25", "0"));
        Assert.Contains("not above 0", Assert.Throws<InputException>(() => ClipModel.Inspect(Folder.Path)).Message);
        File.WriteAllText(Folder[file], json.Replace(", 0.3", ""));
        Assert.Contains("not three numbers", Assert.Throws<InputException>(() => ClipModel.Inspect(Folder.Path)).Message);
    }

    [Fact]
    public void What_is_no_image_says_so()
    {
        File.WriteAllText(Folder["text.png"], "no image");
        Assert.Contains("give PNG or JPEG", Assert.Throws<InputException>(() => RgbImage.Read(Folder["text.png"])).Message);
        File.WriteAllBytes(Folder["cut.png"], File.ReadAllBytes(Fixtures.Committed("images", "wide.png"))[..800]);
        Assert.Contains("damaged image", Assert.Throws<InputException>(() => RgbImage.Read(Folder["cut.png"])).Message);
    }

    static RgbImage Image(string name) => RgbImage.Read(Fixtures.Committed("images", name));
}
