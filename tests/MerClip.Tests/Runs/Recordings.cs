using System.Buffers.Binary;
using System.Text;
using MerClip.Data;
using SkiaSharp;

namespace MerClip.Tests.Runs;

/// <summary>Utterances with recordings: a tone whose pitch, and frames whose grey, say the sentiment.</summary>
static class Recordings
{
    const int Rate = 16000;

    /// <summary>Writes <c>label.csv</c> with recordings beside it, and reads the corpus.</summary>
    /// <param name="folder">Where to write.</param>
    /// <param name="size">Utterances in the train split; half as many in the others.</param>
    public static Corpus Write(string folder, int size = 24)
    {
        var random = new Random(3);
        var csv = new StringBuilder("video_id,clip_id,text,label,mode\n");
        foreach (var (split, count) in new[] { ("train", size), ("valid", size / 2), ("test", size / 2) })
            for (int clip = 0; clip < count; clip++)
            {
                float sentiment = random.Next(-3, 4);
                string video = $"of-{split}", raw = Path.Combine(folder, "Raw", video), frames = Path.Combine(raw, clip.ToString());
                Directory.CreateDirectory(frames);
                WriteTone(frames + ".wav", 400 + 100 * sentiment + random.NextDouble(), 0.25 + 0.05 * random.Next(4));
                for (int f = 0; f < 3; f++) WriteFrame(Path.Combine(frames, $"{f}.png"), (byte)(128 + 30 * sentiment + random.Next(9)));
                csv.Append($"{video},{clip},low,{sentiment},{split}\n");
            }
        File.WriteAllText(Path.Combine(folder, "label.csv"), csv.ToString());
        return CorpusReader.Read(Path.Combine(folder, "label.csv")).Corpus;
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
