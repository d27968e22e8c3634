using System.Buffers.Binary;
using MerClip.Data;
using MerClip.Media;
using SkiaSharp;

namespace MerClip.Tests.Runs;

/// <summary>Utterances with recordings: a tone whose pitch, and frames whose grey, say the sentiment.</summary>
static class Recordings
{
    const int Rate = 16000;

    /// <summary>Writes recordings and gives the corpus of them.</summary>
    /// <param name="folder">Where to write.</param>
    /// <param name="size">Utterances in the train split; half as many in the others.</param>
    public static Corpus Write(string folder, int size = 24)
    {
        var random = new Random(3);
        int count = 0;
        Utterance Make(string split)
        {
            string name = $"{split}{count++}";
            float sentiment = random.Next(-3, 4);
            string sound = Path.Combine(folder, name + ".wav"), frames = Path.Combine(folder, name);
            WriteTone(sound, 400 + 100 * sentiment + random.NextDouble(), 0.25 + 0.05 * random.Next(4));
            Directory.CreateDirectory(frames);
            for (int f = 0; f < 3; f++) WriteFrame(Path.Combine(frames, $"{f}.png"), (byte)(128 + 30 * sentiment + random.Next(9)));
            return new Utterance
            {
                Id = $"{split}$_${name}", Text = "low", Sentiment = sentiment, Media = new MediaFiles(sound, frames),
            };
        }
        return new Corpus(new Dictionary<Split, IReadOnlyList<Utterance>>
        {
            [Split.Train] = [.. Enumerable.Range(0, size).Select(_ => Make("a"))],
            [Split.Valid] = [.. Enumerable.Range(0, size / 2).Select(_ => Make("b"))],
            [Split.Test] = [.. Enumerable.Range(0, size / 2).Select(_ => Make("c"))],
        });
    }

    /// <summary>Writes a sine as 16-bit PCM, 16 kHz, mono.</summary>
    public static void WriteTone(string path, double hertz, double seconds)
    {
        int samples = (int)(seconds * Rate);
        byte[] wav = new byte[44 + 2 * samples];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), 2 * Rate);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), 2 * samples);
        for (int i = 0; i < samples; i++)
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(44 + 2 * i), (short)(16000 * Math.Sin(2 * Math.PI * hertz * i / Rate)));
        File.WriteAllBytes(path, wav);
    }

    static void WriteFrame(string path, byte grey)
    {
        using var bitmap = new SKBitmap(16, 16);
        bitmap.Erase(new SKColor(grey, grey, grey));
        using var stream = File.Create(path);
        bitmap.Encode(stream, SKEncodedImageFormat.Png, 100);
    }
}
