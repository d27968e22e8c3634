using MerClip.Media;
using static TorchSharp.torch;

namespace MerClip.Tests.Media;

public sealed class SpectrogramImageTests : TorchTest
{
    static readonly LogMelOptions TwoBands = new() { Bands = 2 };

    /// <summary>The natural logarithm of so many decibels.</summary>
    static float Decibels(double level) => (float)(level * Math.Log(10) / 10);

    static byte[] Greys(RgbImage image) => [.. image.Pixels.Where((_, i) => i % 3 == 0)];

    [Fact]
    public void The_loudest_is_white_and_pitch_rises_from_the_bottom()
    {
        var steps = tensor(new[] { Decibels(0), Decibels(-21), Decibels(-39), Decibels(-81) }, [2, 2]);
        var image = Assert.Single(SpectrogramImage.Draw(steps, TwoBands, new SpectrogramOptions(Size: 2)));
        Assert.Equal([188, 0, 255, 131], Greys(image)); // high: -21, -81; low: 0, -39
        Assert.All(image.Pixels.Chunk(3), p => Assert.True(p[0] == p[1] && p[1] == p[2]));

        var louder = SpectrogramImage.Draw(steps + Decibels(7), TwoBands, new SpectrogramOptions(Size: 2));
        Assert.Equal(image.Pixels, louder[0].Pixels);
        var narrow = SpectrogramImage.Draw(steps, TwoBands, new SpectrogramOptions(Size: 2, Range: 40));
        Assert.Equal([121, 0, 255, 6], Greys(narrow[0]));
    }

    [Fact]
    public void A_picture_a_second_leaves_the_rest_of_the_last_black()
    {
        // 1.5 s: 151 steps, all of them as loud.
        var pictures = SpectrogramImage.Draw(zeros(151, 2), TwoBands, new SpectrogramOptions(Size: 8, Seconds: 1));
        Assert.Equal(2, pictures.Count);
        Assert.All(Greys(pictures[0]), g => Assert.Equal(255, g));
        byte[] row = Greys(pictures[1])[..8];
        Assert.True(row[0] == 255 && row[3] > 128 && row[4] < 128 && row[7] == 0, string.Join(' ', row));

        // Two seconds end in a step of their own at 2.00 s, which makes no third picture.
        Assert.Equal(2, SpectrogramImage.Draw(zeros(201, 2), TwoBands, new SpectrogramOptions(Size: 8, Seconds: 1)).Count);
        Assert.Equal(3, SpectrogramImage.Draw(zeros(202, 2), TwoBands, new SpectrogramOptions(Size: 8, Seconds: 1)).Count);
        Assert.Single(SpectrogramImage.Draw(zeros(1, 2), TwoBands, new SpectrogramOptions(Size: 8, Seconds: 1)));
    }

    [Fact]
    public void A_tone_is_a_line_where_its_pitch_is()
    {
        var mel = new LogMel();
        float[] tone = [.. Enumerable.Range(0, 16000).Select(i => i < 8000 ? 0 : (float)Math.Sin(2 * Math.PI * 1000 * i / 16000))];
        var image = Assert.Single(SpectrogramImage.Draw(mel.Compute(tone), mel.Options));
        Assert.Equal((224, 224), (image.Width, image.Height));
        byte[] greys = Greys(image);
        int brightest = Enumerable.Range(0, 224).MaxBy(y => greys[y * 224 + 180]);
        Assert.InRange(brightest, 145, 152); // 1 kHz is band 26 of 80 from the bottom
        Assert.All(Enumerable.Range(0, 224), y => Assert.Equal(0, greys[y * 224 + 40]));
    }

    [Fact]
    public void Silence_is_black_and_nothing_gives_no_picture()
    {
        var mel = new LogMel();
        var silence = Assert.Single(SpectrogramImage.Draw(mel.Compute(new float[1000]), mel.Options));
        Assert.All(silence.Pixels, p => Assert.Equal(0, p));
        Assert.Empty(SpectrogramImage.Draw(mel.Compute([]), mel.Options));
        Assert.Throws<ArgumentException>(() => SpectrogramImage.Draw(zeros(3, 5), mel.Options));
    }
}
