using System.Buffers.Binary;
using System.Globalization;
using CsvHelper;

namespace MerClip.Sample;

/// <summary>
/// Writes a sample corpus as a folder of media with labels, in the layout of the MMSA project's raw data: <c>label.csv</c> beside
/// <c>Raw/VIDEO/CLIP.wav</c> and frames <c>Raw/VIDEO/CLIP/0001.png</c>.
/// </summary>
public static class SampleFiles
{
    static readonly Emotion[] Emotions = [.. Enum.GetValues<Emotion>().Where(e => e != Emotion.None)];

    /// <summary>Writes a corpus. The folder appears when it is whole: what an interrupted call leaves, none takes for a corpus.</summary>
    /// <param name="corpus">What to write.</param>
    /// <param name="folder">Where; it must not exist, or be empty.</param>
    /// <param name="progress">Told the share that is done, from any thread.</param>
    /// <param name="stop">Stops between two utterances and removes what was written.</param>
    /// <exception cref="InputException">The folder has something in it.</exception>
    public static void Write(SampleCorpus corpus, string folder, Action<double>? progress = null, CancellationToken stop = default)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(folder) || Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new InputException($"{folder} has something in it; give a new folder");
        string part = folder + ".tmp";
        if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
        Directory.CreateDirectory(part);
        try
        {
            int done = 0;
            Parallel.ForEach(corpus.Utterances, new ParallelOptions { CancellationToken = stop }, utterance =>
            {
                WriteMedia(utterance, Path.Combine(part, "Raw", utterance.Video, utterance.Clip));
                progress?.Invoke((double)Interlocked.Increment(ref done) / corpus.Utterances.Count);
            });
            AtomicFile.Write(Path.Combine(part, "label.csv"), stream => WriteLabels(corpus, stream));
            if (Directory.Exists(folder)) Directory.Delete(folder);
            Directory.Move(part, folder);
        }
        catch
        {
            Directory.Delete(part, recursive: true);
            throw;
        }
    }

    /// <summary>Writes the labels as CSV: <c>label</c> is the sentiment, <c>label_T</c>, <c>label_A</c> and <c>label_V</c> what text,
    /// audio and vision express by themselves, <c>mode</c> the split, then the strength of each emotion.</summary>
    /// <param name="corpus">The utterances.</param>
    /// <param name="stream">Where to; left open.</param>
    public static void WriteLabels(SampleCorpus corpus, Stream stream)
    {
        using var csv = CsvWriter.Create(stream, new() { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord(["video_id", "clip_id", "text", "label", "label_T", "label_A", "label_V", "annotation", "mode",
            .. Emotions.Select(e => e.ToString().ToLowerInvariant())]);
        foreach (var u in corpus.Utterances)
            csv.WriteRecord([u.Video, u.Clip, u.Text, Number(u.Felt.Sentiment), Number(u.Said.Sentiment), Number(u.Heard.Sentiment),
                Number(u.Seen.Sentiment), u.Annotation, u.Split.ToString().ToLowerInvariant(),
                .. Emotions.Select(e => Number(u.Felt.StrengthOf(e)))]);
    }

    static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    static void WriteMedia(SampleUtterance utterance, string path)
    {
        Directory.CreateDirectory(path);
        foreach (var (i, frame) in utterance.Frames().Index()) File.WriteAllBytes(Path.Combine(path, $"{i + 1:0000}.png"), frame.Png());
        File.WriteAllBytes(path + ".wav", Wav(utterance.Voice()));
    }

    // RIFF with 16-bit PCM in one channel: 44 bytes of header, then the samples.
    static byte[] Wav(float[] samples)
    {
        const int Header = 44, Rate = VoiceSynthesis.SampleRate;
        byte[] file = new byte[Header + 2 * samples.Length];
        void Text(int at, ReadOnlySpan<byte> text) => text.CopyTo(file.AsSpan(at));
        void Long(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        void Short(int at, short value) => BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(at), value);
        Text(0, "RIFF"u8);
        Long(4, file.Length - 8);
        Text(8, "WAVEfmt "u8);
        Long(16, 16);
        Short(20, 1); // PCM
        Short(22, 1); // channels
        Long(24, Rate);
        Long(28, 2 * Rate);
        Short(32, 2); // bytes for all channels
        Short(34, 16); // bits
        Text(36, "data"u8);
        Long(40, 2 * samples.Length);
        for (int i = 0; i < samples.Length; i++) Short(Header + 2 * i, (short)Math.Round(32767 * samples[i]));
        return file;
    }
}
