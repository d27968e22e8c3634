using System.Buffers.Binary;
using MerClip.Media;

namespace MerClip.Tests.Media;

public sealed class FrameReaderTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>The numbers of the frames of <see cref="Recordings.WriteVideo"/>, by their grey.</summary>
    static int[] Numbers(IReadOnlyList<RgbImage> frames) =>
        [.. frames.Select(f => (int)Math.Round((f.Pixels[f.Pixels.Length / 2] - 10) / 10.0))];

    static string Message(string path, FrameSampling? sampling = null) =>
        Assert.Throws<InputException>(() => FrameReader.Read(path, sampling)).Message;

    [Theory]
    [InlineData("a.mp4")]
    [InlineData("a.mkv")]
    [InlineData("a.avi")]
    [InlineData("a.webm")]
    public void A_video_gives_the_middles_of_equal_parts(string name)
    {
        string video = Recordings.WriteVideo(folder[name], sound: name != "a.avi"); // its MP3 would move the frames
        var frames = FrameReader.Read(video, new FrameSampling(5));
        Assert.Equal([2, 6, 10, 14, 18], Numbers(frames));
        Assert.All(frames, f => Assert.Equal((64, 48), (f.Width, f.Height)));
        Assert.Equal(Enumerable.Range(0, 20), Numbers(FrameReader.Read(video, new FrameSampling(50))));
    }

    [Fact]
    public void Eight_frames_or_a_rate_up_to_a_maximum()
    {
        string video = Recordings.WriteVideo(folder["a.mp4"], sound: false);
        Assert.Equal([1, 3, 6, 8, 11, 13, 16, 18], Numbers(FrameReader.Read(video)));
        Assert.Equal([5, 15], Numbers(FrameReader.Read(video, new FrameSampling(8, PerSecond: 1))));
        Assert.Equal([3, 10, 16], Numbers(FrameReader.Read(video, new FrameSampling(3, PerSecond: 4))));
        Assert.Equal([10], Numbers(FrameReader.Read(video, new FrameSampling(8, PerSecond: 0.1))));
    }

    [Fact]
    public void Uneven_frames_are_picked_by_time()
    {
        string video = Recordings.WriteVideo(folder["a.mp4"], sound: false);
        // Frames 0 to 9 of the first second, and then only 10 and 19: frame 10 stays for most of the second one.
        Recordings.Ffmpeg("-i", video, "-vf", "select='lt(n,11)+eq(n,19)'", folder["uneven.mkv"]);
        int[] picked = [.. FrameReader.Read(folder["uneven.mkv"], new FrameSampling(4)).Select(f => (f.Pixels[5000] - 5) / 10)];
        Assert.Equal([2, 7, 10], picked);
        Assert.Equal([(0.2, 0.3), (0.7, 0.8), (1, 1.9)], FrameReader.Times(folder["uneven.mkv"], new FrameSampling(4))!
            .Select(t => (Math.Round(t.From, 2), Math.Round(t.To, 2))));
    }

    [Fact]
    public void A_video_is_turned_as_it_was_held()
    {
        byte[] video = File.ReadAllBytes(Recordings.WriteVideo(folder["a.mp4"], sound: false));
        // ISO 14496-12, 8.3.2: the track's matrix follows 40 bytes of other fields; it turns by a quarter.
        var matrix = video.AsSpan(video.AsSpan().IndexOf("tkhd"u8) + 4 + 40, 36);
        int[] turned = [0, 1 << 16, 0, -(1 << 16), 0, 0, 48 << 16, 0, 1 << 30];
        for (int i = 0; i < turned.Length; i++) BinaryPrimitives.WriteInt32BigEndian(matrix[(4 * i)..], turned[i]);
        File.WriteAllBytes(folder["turned.mp4"], video);
        var frame = Assert.Single(FrameReader.Read(folder["turned.mp4"], new FrameSampling(1)));
        Assert.Equal((48, 64), (frame.Width, frame.Height));
    }

    [Fact]
    public void A_folder_gives_its_pictures_in_natural_order()
    {
        foreach (int n in new[] { 1, 2, 10, 9, 20, 100 }) Recordings.WritePng(folder[$"frame{n}.png"], (byte)n);
        Recordings.WritePng(folder["._frame1.png"], 77);
        File.WriteAllText(folder["notes.txt"], "no picture");
        byte[] Greys(FrameSampling sampling) => [.. FrameReader.Read(folder.Path, sampling).Select(f => f.Pixels[0])];
        Assert.Equal([1, 2, 9, 10, 20, 100], Greys(new FrameSampling()));
        Assert.Equal([2, 10, 100], Greys(new FrameSampling(3)));
        Assert.Equal([2, 10, 100], Greys(new FrameSampling(3, PerSecond: 0.001))); // no clock

        Assert.Equal(9, Assert.Single(FrameReader.Read(folder["frame9.png"])).Pixels[0]);
        Assert.Equal(80, Assert.Single(FrameReader.Read(Fixtures.Committed("images", "photo.jpg"))).Width);
    }

    [Fact]
    public void What_has_no_pictures_says_so()
    {
        Assert.EndsWith("has no PNG or JPEG files; put frames into it", Message(folder.Path));
        Assert.EndsWith("does not exist; check the path", Message(folder["none"]));
        File.WriteAllText(folder["zero.mp4"], "");
        Assert.Contains("zero.mp4 is empty", Message(folder["zero.mp4"]));

        Recordings.NeedsFfmpeg();
        File.WriteAllText(folder["text.mp4"], "no video");
        Assert.Contains("text.mp4 cannot be decoded (Invalid data found", Message(folder["text.mp4"]));
        Assert.Contains("a.wav has no pictures", Message(Recordings.WriteWav(folder["a.wav"], Recordings.Noise(2000))));

        byte[] video = File.ReadAllBytes(Recordings.WriteVideo(folder["a.mp4"], more: ["-movflags", "faststart"]));
        File.WriteAllBytes(folder["cut.mp4"], video[..(video.Length / 3)]);
        Assert.Contains("cut.mp4", Message(folder["cut.mp4"]));
    }

    [Fact]
    public void The_cover_of_an_album_is_no_video()
    {
        Recordings.WritePng(folder["cover.png"], 100);
        Recordings.Ffmpeg("-f", "lavfi", "-i", "sine=440:duration=1", "-i", folder["cover.png"], "-map", "0", "-map", "1",
            "-c:v", "copy", "-disposition:v:0", "attached_pic", folder["a.mp3"]);
        Assert.Contains("a.mp3 has no pictures", Message(folder["a.mp3"]));
        Assert.NotEmpty(AudioReader.Read(folder["a.mp3"]));
    }

    [Fact]
    public void More_than_memory_should_hold_is_refused()
    {
        Recordings.Ffmpeg("-f", "lavfi", "-i", "color=black:size=2048x1024", "-frames:v", "1", "-c:v", "ffv1", folder["one.mkv"]);
        Recordings.Ffmpeg("-stream_loop", "199", "-i", folder["one.mkv"], "-c", "copy", folder["huge.mkv"]);
        Assert.Contains("huge.mkv has 2048 x 1024 pixels, too many for 200 frames", Message(folder["huge.mkv"], new FrameSampling(200)));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameReader.Read(folder["huge.mkv"], new FrameSampling(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameReader.Read(folder["huge.mkv"], new FrameSampling(1, 0)));
    }
}
