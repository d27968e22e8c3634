using System.Text;
using MerClip.Media;

namespace MerClip.Tests.Media;

public sealed class AudioReaderTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    static string Message(string path) => Assert.Throws<InputException>(() => AudioReader.Read(path)).Message;

    [Fact]
    public void A_plain_wav_is_read_as_ffmpeg_reads_it()
    {
        short[] numbers = Recordings.Noise(5000);
        string wav = Recordings.WriteWav(folder["a.wav"], numbers);
        float[] samples = AudioReader.Read(wav);
        Assert.Equal(numbers.Select(n => n / 32768f), samples);
        Assert.Equal((-1, 32767 / 32768f), (samples[0], samples[1]));

        Recordings.Ffmpeg("-i", wav, folder["a.flac"]); // lossless, and so only ffmpeg's way is left
        Assert.Equal(samples, AudioReader.Read(folder["a.flac"]));
        Recordings.Ffmpeg("-i", wav, "-c:a", "pcm_s24le", folder["b.wav"]);
        Assert.Equal(samples, AudioReader.Read(folder["b.wav"]));
    }

    [Fact]
    public void Headers_that_programs_write_are_understood()
    {
        short[] numbers = Recordings.Noise(1001);
        float[] samples = [.. numbers.Select(n => n / 32768f)];
        foreach (uint stated in new uint[] { 0, uint.MaxValue, 0x7FFFFFDB }) // written into a pipe
            Assert.Equal(samples, AudioReader.Read(Recordings.WriteWav(folder["pipe.wav"], numbers, stated: stated)));

        byte[] plain = File.ReadAllBytes(Recordings.WriteWav(folder["a.wav"], numbers));
        byte[] list = [.. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0]; // an odd chunk and its padding
        File.WriteAllBytes(folder["list.wav"], [.. plain[..36], .. list, .. plain[36..], .. list]);
        Assert.Equal(samples, AudioReader.Read(folder["list.wav"]));

        byte[] extensible = [.. plain[..16], 40, 0, 0, 0, 0xFE, 0xFF, .. plain[22..36], 22, 0, 16, 0, 4, 0, 0, 0,
            1, 0, 0, 0, 0, 0, 16, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71, .. plain[36..]];
        File.WriteAllBytes(folder["extensible.wav"], extensible);
        Assert.Equal(samples, AudioReader.Read(folder["extensible.wav"]));
        Assert.Empty(AudioReader.Read(Recordings.WriteWav(folder["none.wav"], [])));
    }

    [Fact]
    public void Channels_are_mixed_and_rates_changed()
    {
        short[] numbers = [.. Enumerable.Range(0, 2000).SelectMany(_ => new short[] { 8192, -4096 })];
        float[] mixed = AudioReader.Read(Stereo());
        Assert.Equal(2000, mixed.Length);
        Assert.Equal(2048 / 32768f, mixed.Min(), 1e-6);
        Assert.Equal(2048 / 32768f, mixed.Max(), 1e-6);

        Recordings.Ffmpeg("-f", "lavfi", "-i", "sine=1000:duration=1:sample_rate=44100", folder["tone.mp3"]);
        float[] tone = AudioReader.Read(folder["tone.mp3"]);
        Assert.InRange(tone.Length, 16000, 17600); // MP3 fills up its last frames
        int crossings = Enumerable.Range(2001, 8000).Count(i => tone[i - 1] < 0 && tone[i] >= 0);
        Assert.InRange(crossings, 498, 502);

        string Stereo()
        {
            Recordings.NeedsFfmpeg();
            return Recordings.WriteWav(folder["stereo.wav"], numbers, channels: 2);
        }
    }

    [Fact]
    public void A_video_gives_its_sound_or_none()
    {
        Assert.InRange(AudioReader.Read(Recordings.WriteVideo(folder["-a b's $HOME.mp4"])).Length, 31000, 33000);
        Assert.Empty(AudioReader.Read(Recordings.WriteVideo(folder["silent.mkv"], sound: false)));
    }

    [Fact]
    public void Numbers_beyond_the_range_are_cut_and_others_refused()
    {
        Recordings.NeedsFfmpeg();
        Assert.Equal([-1, 1, 0.5f], AudioReader.Read(Floats("loud.wav", -3, 2, 0.5f)));
        Assert.Contains("nan.wav has samples that are no finite numbers", Message(Floats("nan.wav", 0, float.NaN, 0)));
    }

    [Fact]
    public void Damaged_files_are_one_line_that_names_them()
    {
        Assert.EndsWith("none.wav does not exist; check the path", Message(folder["none.wav"]));
        Assert.EndsWith("is a folder; give a file", Message(folder.Path));
        File.WriteAllText(folder["zero.wav"], "");
        Assert.Contains("zero.wav is empty", Message(folder["zero.wav"]));
        Recordings.WriteWav(folder["cut.wav"], Recordings.Noise(500), stated: 2000);
        Assert.EndsWith("cut.wav is cut short: 1,000 of 2,000 bytes of sound are there; copy it again", Message(folder["cut.wav"]));

        Recordings.NeedsFfmpeg();
        File.WriteAllText(folder["text.wav"], "no sound");
        Assert.EndsWith("text.wav cannot be decoded (Invalid data found when processing input); give a file that ffmpeg can play",
            Message(folder["text.wav"]));
        byte[] wav = File.ReadAllBytes(Recordings.WriteWav(folder["a.wav"], Recordings.Noise(100)));
        File.WriteAllBytes(folder["header.wav"], wav[..20]);
        Assert.Contains("header.wav cannot be decoded", Message(folder["header.wav"]));
        byte[] video = File.ReadAllBytes(Recordings.WriteVideo(folder["a.mp4"]));
        File.WriteAllBytes(folder["cut.mp4"], video[..(video.Length / 2)]);
        Assert.Contains("cut.mp4 cannot be decoded (Invalid data found", Message(folder["cut.mp4"]));
        video = File.ReadAllBytes(Recordings.WriteVideo(folder["a.mp4"], more: ["-movflags", "faststart"]));
        File.WriteAllBytes(folder["half.mp4"], video[..(video.Length / 2)]);
        Assert.Contains("half.mp4 is cut short", Message(folder["half.mp4"]));
    }

    string Floats(string name, params float[] samples)
    {
        using var writer = new BinaryWriter(File.Create(folder[name]), Encoding.ASCII);
        writer.Write("RIFF"u8);
        writer.Write(36 + samples.Length * 4);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)3); // IEEE float
        writer.Write((short)1);
        writer.Write(16000);
        writer.Write(64000);
        writer.Write((short)4);
        writer.Write((short)32);
        writer.Write("data"u8);
        writer.Write(samples.Length * 4);
        foreach (float sample in samples) writer.Write(sample);
        return folder[name];
    }
}
