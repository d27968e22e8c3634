using System.Globalization;
using System.Text.Json;

namespace MerClip.Media;

/// <summary>What a media file says that it holds.</summary>
/// <param name="HasSound">Whether there is sound.</param>
/// <param name="SoundSeconds">How long the sound is; null if the file does not say.</param>
/// <param name="HasPictures">Whether there are moving pictures; the cover of an album is none.</param>
/// <param name="Seconds">How long the file plays; null if it does not say.</param>
public sealed record MediaInfo(bool HasSound, double? SoundSeconds, bool HasPictures, double? Seconds)
{
    static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Asks ffprobe; a WAV file is read without it.</summary>
    /// <param name="path">A sound or a video.</param>
    /// <param name="limit">ffprobe is stopped after that time; null: ten minutes.</param>
    /// <param name="cancel">Stops ffprobe.</param>
    /// <exception cref="InputException">It cannot be opened or is no media file, or ffprobe is needed and not installed.</exception>
    public static MediaInfo Read(string path, TimeSpan? limit = null, CancellationToken cancel = default)
    {
        if (WavFile.Open(path) is { } wav) return new(true, wav.Seconds, false, wav.Seconds);
        var found = Probe(path, limit, cancel,
            "-show_entries", "stream=codec_type,duration:stream_disposition=attached_pic:stream_tags=DURATION:format=duration,format_name");
        var sound = found.Streams.FirstOrDefault(s => s.CodecType == "audio");
        // The length of an MP3 or a bare AAC is a guess from the rate of its first bytes.
        bool guessed = found.Format?.FormatName is "mp3" or "aac";
        return new(sound is not null, guessed ? null : sound?.Length, found.Streams.Any(s => s.IsVideo), Number(found.Format?.Duration));
    }

    /// <summary>Asks ffprobe for entries of a file.</summary>
    internal static Answer Probe(string path, TimeSpan? limit, CancellationToken cancel, params string[] entries) =>
        MediaProgram.Ffprobe.Run(path, [.. entries, "-of", "json"], s => JsonSerializer.Deserialize<Answer>(s, Json)!, limit, cancel);

    /// <summary>Requires about as much to have been decoded as the file says it has.</summary>
    internal static void RequireWhole(string path, double seconds, double? stated)
    {
        if (stated is { } whole && seconds < 0.9 * whole - 0.5)
            throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"{path} is cut short: {seconds:F1} of {whole:F1} seconds can be decoded; copy it again"));
    }

    static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    /// <summary>ffprobe's answer.</summary>
    internal sealed record Answer
    {
        public StreamEntry[] Streams { get; init; } = [];
        public PacketEntry[] Packets { get; init; } = [];
        public FormatEntry? Format { get; init; }
    }

    /// <summary>A sound, the pictures, subtitles, … of a file.</summary>
    internal sealed record StreamEntry
    {
        public string? CodecType { get; init; }
        public string? Duration { get; init; }
        public int Width { get; init; }
        public int Height { get; init; }
        public Dictionary<string, int> Disposition { get; init; } = [];
        public Dictionary<string, string> Tags { get; init; } = [];

        public bool IsVideo => CodecType == "video" && Disposition.GetValueOrDefault("attached_pic") == 0;

        /// <summary>In seconds; Matroska has it as a tag, 00:01:02.5.</summary>
        public double? Length => Number(Duration)
            ?? (Tags.GetValueOrDefault("DURATION")?.Split(':') is [var hours, var minutes, var seconds]
                ? Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
                : null);
    }

    /// <summary>An encoded picture, in the order of decoding.</summary>
    internal sealed record PacketEntry
    {
        public string? PtsTime { get; init; }
        public string? DtsTime { get; init; }
        public string? DurationTime { get; init; }
        public string Flags { get; init; } = "";

        /// <summary>When it is shown, in seconds; null if the file does not say.</summary>
        public double? Start => Number(PtsTime) ?? Number(DtsTime);

        /// <summary>How long it is shown, in seconds; null if the file does not say.</summary>
        public double? Length => Number(DurationTime);

        /// <summary>Whether it is decoded but not shown.</summary>
        public bool IsHidden => Flags.Contains('D');
    }

    /// <summary>The file as a whole.</summary>
    internal sealed record FormatEntry(string? FormatName, string? Duration);
}
