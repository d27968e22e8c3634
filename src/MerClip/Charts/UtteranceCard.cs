using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using MerClip.Data;
using MerClip.Media;
using static TorchSharp.torch;

namespace MerClip.Charts;

/// <summary>An utterance to look at and to listen to, as HTML that needs no other file: its words, frames, voice, spectrogram and labels.
/// Of features that come with the data it says the shapes.</summary>
public static class UtteranceCard
{
    const int Rate = 8000; // speech is understood at that, with a quarter of the bytes

    /// <summary>Draws the card.</summary>
    /// <param name="utterance">The utterance.</param>
    /// <param name="emotions">What <see cref="Utterance.Emotions"/> are called.</param>
    /// <param name="frames">How many frames to show.</param>
    /// <exception cref="InputException">A recording cannot be read.</exception>
    public static string Html(Utterance utterance, IReadOnlyList<string>? emotions = null, int frames = 3)
    {
        var html = new StringBuilder();
        html.Append("<div style=\"border-left:4px solid ").Append(HouseStyle.Blue).Append(";padding:2px 12px;margin:8px 0;max-width:720px\">");
        html.Append($"<p style=\"margin:4px 0\"><b>“{WebUtility.HtmlEncode(utterance.Text)}”</b></p><p style=\"margin:4px 0;color:{HouseStyle.Grey}\">");
        html.Append(WebUtility.HtmlEncode(utterance.Id));
        if (!float.IsNaN(utterance.Sentiment))
            html.Append(string.Create(CultureInfo.InvariantCulture, $" · sentiment {utterance.Sentiment:+0.0;−0.0;0.0}"));
        foreach (var (strength, name) in (utterance.Emotions ?? []).Zip(emotions ?? []))
            if (strength > 0) html.Append(string.Create(CultureInfo.InvariantCulture, $" · {WebUtility.HtmlEncode(name)} {strength:0.0}"));
        foreach (var (modality, sequence) in utterance.Features)
            html.Append($" · {modality.ToString().ToLowerInvariant()} features [{sequence.Steps}, {sequence.Width}]");
        html.Append("</p>");
        if (utterance.Media?.Frames is { } pictures) Append(html, FrameReader.Read(pictures, new FrameSampling(frames)));
        if (utterance.Media?.Sound is { } sound) Append(html, AudioReader.Read(sound));
        return html.Append("</div>").ToString();
    }

    static void Append(StringBuilder html, IReadOnlyList<RgbImage> frames)
    {
        foreach (var (i, frame) in frames.Index())
            html.Append(Picture(frame, $"frame {i + 1} of {frames.Count}", "height:96px;margin-right:6px"));
    }

    static void Append(StringBuilder html, float[] samples)
    {
        var options = new LogMelOptions();
        using var scope = NewDisposeScope();
        var steps = new LogMel(options).Compute(samples); // [T, M]
        var drawn = SpectrogramImage.Draw(steps, options, new SpectrogramOptions { Size = 96 });
        foreach (var picture in drawn) html.Append(Picture(picture, "spectrogram: time to the right, pitch upwards", "height:96px;width:192px"));
        html.Append($"<br><audio controls preload=\"none\" style=\"height:32px\" src=\"data:audio/wav;base64,{Convert.ToBase64String(Wav(samples))}\"></audio>");
    }

    /// <summary>A picture that is in the page itself.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="what">What it shows, for those who point at it or cannot see it; as HTML.</param>
    /// <param name="style">CSS.</param>
    internal static string Picture(RgbImage image, string what, string style) =>
        $"<img alt=\"{what}\" title=\"{what}\" style=\"display:inline-block;image-rendering:pixelated;{style}\" src=\"data:image/png;base64,{Convert.ToBase64String(image.Png())}\">";

    /// <summary>RIFF with 8-bit PCM in one channel, pairs of samples averaged.</summary>
    static byte[] Wav(float[] samples)
    {
        const int Header = 44, Step = AudioReader.SampleRate / Rate;
        int count = samples.Length / Step;
        byte[] file = new byte[Header + count];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1); // PCM
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1); // channels
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), Rate); // bytes a second
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 8); // bits
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), count);
        for (int i = 0; i < count; i++)
            file[Header + i] = (byte)Math.Clamp(Math.Round(128 + 127 * samples.AsSpan(i * Step, Step).ToArray().Average()), 0, 255);
        return file;
    }
}
