using System.Runtime.InteropServices;

namespace MerClip.Media;

/// <summary>Reads the sound of any media file as float32 samples of 16 kHz, one channel.</summary>
/// <remarks>
/// WAV files of 16-bit PCM that are already so are read directly, everything else through ffmpeg, which mixes channels to their mean
/// and resamples; both ways give the same samples.
/// </remarks>
public static class AudioReader
{
    /// <summary>Samples a second.</summary>
    public const int SampleRate = 16000;

    const int MostSeconds = 3600;

    /// <summary>Reads the first sound of a file.</summary>
    /// <param name="path">A sound or a video.</param>
    /// <param name="limit">ffmpeg is stopped after that time; null: ten minutes.</param>
    /// <param name="cancel">Stops ffmpeg.</param>
    /// <returns>Samples in [−1, 1]; none if the file is a video without sound.</returns>
    /// <exception cref="InputException">It cannot be opened, is damaged, no media file or longer than an hour, or ffmpeg is needed
    /// and not installed.</exception>
    public static float[] Read(string path, TimeSpan? limit = null, CancellationToken cancel = default)
    {
        var wav = WavFile.Open(path);
        if (wav?.Seconds > MostSeconds) throw TooLong(path);
        float[] samples = wav is { IsDirect: true } ? wav.Samples() : Decode(path, limit, cancel);
        if (samples.Length > MostSeconds * SampleRate) throw TooLong(path);
        foreach (ref float sample in samples.AsSpan())
        {
            if (!float.IsFinite(sample)) throw new InputException($"{path} has samples that are no finite numbers; make it again");
            sample = Math.Clamp(sample, -1, 1);
        }
        return samples;
    }

    static float[] Decode(string path, TimeSpan? limit, CancellationToken cancel)
    {
        var info = MediaInfo.Read(path, limit, cancel);
        if (!info.HasSound) return [];
        string[] arguments =
        [
            "-map", "0:a:0", "-t", $"{MostSeconds + 1}", "-ac", "1", "-ar", $"{SampleRate}",
            "-rematrix_maxval", "1", // the mean of the channels, not what may be louder than each
            "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1",
        ];
        float[] samples = MediaProgram.Ffmpeg.Run(path, arguments, ReadFloats, limit, cancel);
        double seconds = (double)samples.Length / SampleRate;
        if (info.SoundSeconds <= MostSeconds) MediaInfo.RequireWhole(path, seconds, info.SoundSeconds);
        return samples;
    }

    static float[] ReadFloats(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return MemoryMarshal.Cast<byte, float>(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)).ToArray();
    }

    static InputException TooLong(string path) => new($"{path} is longer than an hour; cut it into utterances");
}
