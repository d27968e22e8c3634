using System.Globalization;
using System.Text;

namespace MerClip.Media;

/// <summary>Reads frames of a recording: of a video, of a folder of PNG or JPEG files in the natural order of their names, or of one
/// such file.</summary>
public static class FrameReader
{
    const long MostBytes = 1 << 30; // of all frames together

    static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    /// <summary>Reads the frames that are asked for.</summary>
    /// <param name="path">A video, a folder of frames, or one picture.</param>
    /// <param name="sampling">Which frames; null for eight.</param>
    /// <param name="limit">ffmpeg is stopped after that time; null: ten minutes.</param>
    /// <param name="cancel">Stops ffmpeg.</param>
    /// <returns>At least one frame, in the order of time; those of a video turned as its camera was held.</returns>
    /// <exception cref="InputException">It cannot be opened, is damaged or without pictures, or ffmpeg is needed and not
    /// installed.</exception>
    public static IReadOnlyList<RgbImage> Read(
        string path, FrameSampling? sampling = null, TimeSpan? limit = null, CancellationToken cancel = default)
    {
        sampling ??= new FrameSampling();
        if (Directory.Exists(path)) return Folder(path, sampling);
        return IsPicture(path) ? [RgbImage.Read(path)] : Video(path, sampling, limit, cancel);
    }

    /// <summary>When the frames that <see cref="Read"/> gives are seen, in seconds from the beginning of the video.</summary>
    /// <param name="path">A video, a folder of frames, or one picture.</param>
    /// <param name="sampling">Which frames.</param>
    /// <returns>From when to when each is seen; null for a folder, a picture, and a video without a clock.</returns>
    /// <exception cref="InputException">The video cannot be read.</exception>
    internal static IReadOnlyList<(double From, double To)>? Times(string path, FrameSampling sampling)
    {
        if (Directory.Exists(path) || IsPicture(path)) return null;
        var (_, starts, end, hasClock) = Clock(path, null, CancellationToken.None);
        return hasClock
            ? [.. sampling.Pick(starts, end, hasClock).Select(i => (starts[i] - starts[0], (i + 1 < starts.Length ? starts[i + 1] : end) - starts[0]))]
            : null;
    }

    /// <summary>The frames of a folder, frame2 before frame10.</summary>
    internal static string[] Files(string folder) => [.. Directory.EnumerateFiles(folder)
        .Where(f => !Path.GetFileName(f).StartsWith('.') && Extensions.Contains(Path.GetExtension(f).ToLowerInvariant()))
        .Order(new NaturalOrder())];

    static RgbImage[] Folder(string path, FrameSampling sampling)
    {
        string[] files = Files(path);
        if (files.Length == 0) throw new InputException($"{path} has no PNG or JPEG files; put frames into it");
        double[] numbers = [.. Enumerable.Range(0, files.Length)];
        return [.. sampling.Pick(numbers, files.Length, hasClock: false).Select(i => RgbImage.Read(files[i]))];
    }

    static bool IsPicture(string path)
    {
        Span<byte> head = stackalloc byte[4];
        using var stream = InputFile.Open(path);
        stream.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        return head is [0x89, (byte)'P', (byte)'N', (byte)'G'] or [0xFF, 0xD8, 0xFF, _];
    }

    /// <summary>When each frame of a video begins to be seen, and when the last is no longer seen.</summary>
    static (MediaInfo.StreamEntry Video, double[] Starts, double End, bool HasClock) Clock(
        string path, TimeSpan? limit, CancellationToken cancel)
    {
        var found = MediaInfo.Probe(path, limit, cancel, "-select_streams", "V:0", "-show_entries",
            "packet=pts_time,dts_time,duration_time,flags:stream=codec_type,width,height,duration:stream_tags=DURATION");
        var shown = found.Packets.Where(p => !p.IsHidden).ToArray();
        if (found.Streams is not [var video] || shown.Length == 0)
            throw new InputException($"{path} has no pictures; give a video, a picture or a folder of them");

        bool hasClock = shown.All(p => p.Start is not null);
        double[] starts = [.. shown.Select((p, i) => hasClock ? p.Start!.Value : i).Order()];
        double length = shown[^1].Length ?? (starts.Length > 1 ? (starts[^1] - starts[0]) / (starts.Length - 1) : 1);
        double end = starts[^1] + length;
        return (video, starts, end, hasClock);
    }

    static List<RgbImage> Video(string path, FrameSampling sampling, TimeSpan? limit, CancellationToken cancel)
    {
        var (video, starts, end, hasClock) = Clock(path, limit, cancel);
        if (hasClock) MediaInfo.RequireWhole(path, end - starts[0], video.Length);
        int[] places = sampling.Pick(starts, end, hasClock);
        if (places.Length * 3L * video.Width * video.Height > MostBytes)
            throw new InputException($"{path} has {video.Width} x {video.Height} pixels, too many for {places.Length} frames; make it smaller");

        // Frames are numbered as they are shown; the new times, 25 a second, keep ffmpeg from filling the gaps between them.
        string chosen = string.Join('+', places.Select(p => string.Create(CultureInfo.InvariantCulture, $"eq(n,{p})")));
        string[] arguments =
        [
            "-map", "0:V:0", "-vf", $"select='{chosen}',settb=1/25,setpts=N", "-r", "25", "-frames:v", $"{places.Length}",
            "-c:v", "ppm", "-f", "image2pipe", "pipe:1",
        ];
        var frames = MediaProgram.Ffmpeg.Run(path, arguments, ReadPictures, limit, cancel);
        return frames.Count > 0 ? frames : throw new InputException($"{path} is damaged: no frame can be decoded; copy it again");
    }

    static List<RgbImage> ReadPictures(Stream stream)
    {
        var buffered = new BufferedStream(stream, 1 << 16); // not disposed of: that would close the stream
        List<RgbImage> pictures = [];
        while (Word(buffered) is { Length: > 0 }) // P6, then columns, rows, the largest value, and the colours
        {
            int width = int.Parse(Word(buffered), CultureInfo.InvariantCulture);
            int height = int.Parse(Word(buffered), CultureInfo.InvariantCulture);
            Word(buffered);
            byte[] pixels = new byte[checked(3 * width * height)];
            buffered.ReadExactly(pixels);
            pictures.Add(new RgbImage(width, height, pixels));
        }
        return pictures;
    }

    static string Word(Stream stream)
    {
        var word = new StringBuilder();
        for (int next = stream.ReadByte(); next > ' '; next = stream.ReadByte()) word.Append((char)next);
        return word.ToString();
    }
}
