using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using SkiaSharp;

namespace MerClip.Tests.Media;

/// <summary>Makes sounds and videos for tests: WAV and PNG by hand, everything else by ffmpeg's own sources.</summary>
static class Recordings
{
    /// <summary>Runs ffmpeg with these arguments; skips the test where there is none.</summary>
    public static void Ffmpeg(params string[] arguments)
    {
        NeedsFfmpeg();
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments]))!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>Skips the test where there is no ffmpeg.</summary>
    public static void NeedsFfmpeg()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ffmpeg", "-version") { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
        }
        catch (Win32Exception)
        {
            Assert.Skip("ffmpeg is not installed");
        }
    }

    /// <summary>Writes a WAV of 16-bit PCM.</summary>
    public static string WriteWav(string path, short[] samples, int rate = 16000, int channels = 1, uint? stated = null)
    {
        uint bytes = (uint)samples.Length * 2;
        using var writer = new BinaryWriter(File.Create(path), Encoding.ASCII);
        writer.Write("RIFF"u8);
        writer.Write(36 + bytes);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * channels * 2);
        writer.Write((short)(channels * 2));
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(stated ?? bytes);
        foreach (short sample in samples) writer.Write(sample);
        return path;
    }

    /// <summary>Samples of noise, the extremes among them.</summary>
    public static short[] Noise(int count)
    {
        var random = new Random(1);
        short[] samples = [.. Enumerable.Range(0, count).Select(_ => (short)random.Next(short.MinValue, short.MaxValue + 1))];
        if (count > 1) (samples[0], samples[1]) = (short.MinValue, short.MaxValue);
        return samples;
    }

    /// <summary>Writes a PNG of one grey.</summary>
    public static string WritePng(string path, byte grey, int size = 8)
    {
        using var bitmap = new SKBitmap(size, size);
        bitmap.Erase(new SKColor(grey, grey, grey));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, data.ToArray());
        return path;
    }

    /// <summary>Writes a video of 2 seconds, 10 frames a second, whose frame n has the grey 10 + 10 n, with or without a tone.</summary>
    public static string WriteVideo(string path, bool sound = true, params string[] more)
    {
        string[] tone = sound ? ["-f", "lavfi", "-i", "sine=440:duration=2:sample_rate=44100"] : [];
        Ffmpeg(["-f", "lavfi", "-i", "color=black:size=64x48:rate=10:duration=2,format=yuv420p,geq=lum='16+(10+10*N)*219/255':cb=128:cr=128",
            .. tone, .. more, path]);
        return path;
    }
}
