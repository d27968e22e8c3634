using MerClip.Charts;
using MerClip.Media;

namespace MerClip.Tests.Charts;

public sealed class PatchGridTests
{
    // 4 x 4 pixels: the quarters are red, green, blue and white.
    static readonly RgbImage Quarters = new(4, 4, [.. Enumerable.Range(0, 16).SelectMany(i => (i / 8, i % 4 / 2) switch
    {
        (0, 0) => new byte[] { 255, 0, 0 },
        (0, _) => [0, 255, 0],
        (_, 0) => [0, 0, 255],
        _ => [255, 255, 255],
    })]);

    static RgbImage[] Pictures(string html) => [.. html.Split("base64,").Skip(1).Select(part =>
    {
        string file = Path.GetTempFileName();
        File.WriteAllBytes(file, Convert.FromBase64String(part[..part.IndexOf('"')]));
        var image = RgbImage.Read(file);
        File.Delete(file);
        return image;
    })];

    [Fact]
    public void The_whole_picture_comes_first_and_then_the_patches_row_by_row()
    {
        var pictures = Pictures(PatchGrid.Html(Quarters, 2));
        Assert.Equal(Quarters.Pixels, pictures[0].Pixels);
        Assert.Equal([(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)],
            pictures[1..].Select(p => ((int)p.Pixels[0], (int)p.Pixels[1], (int)p.Pixels[2])));
        Assert.All(pictures[1..], p => Assert.Single(p.Pixels.Chunk(3).Select(c => (c[0], c[1], c[2])).Distinct()));
    }

    [Fact]
    public void Patches_are_numbered_or_carry_their_amounts()
    {
        Assert.Contains(">4</span>", PatchGrid.Html(Quarters, 2));
        string html = PatchGrid.Html(Quarters, 2, [0.5, -1, 0, 0.25]);
        Assert.Contains(">+0.50</span>", html);
        Assert.Contains("rgba(213,94,0,0.75)", html); // the largest, negative
        Assert.Contains("rgba(0,114,178,0.00)", html);
    }

    [Fact]
    public void Amounts_that_are_all_0_are_not_divided_by() =>
        Assert.DoesNotContain("NaN", PatchGrid.Html(Quarters, 2, [0, 0, 0, 0]));

    [Fact]
    public void A_patch_must_divide_the_picture_and_have_an_amount()
    {
        Assert.Contains("4 x 4", Assert.Throws<ArgumentException>(() => PatchGrid.Html(Quarters, 3)).Message);
        Assert.Throws<ArgumentException>(() => PatchGrid.Html(Quarters, 0));
        Assert.Throws<ArgumentException>(() => PatchGrid.Html(Quarters, 8));
        Assert.Contains("1 numbers for 4", Assert.Throws<ArgumentException>(() => PatchGrid.Html(Quarters, 2, [1])).Message);
    }
}
