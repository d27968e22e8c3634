using MerClip.Data;
using MerClip.Encoders.Audio;
using MerClip.Encoders.Cache;
using MerClip.Media;

namespace MerClip.Encoders;

/// <summary>
/// What a frozen encoder makes of the recordings of a corpus. Each file is encoded once: with a cache once for ever, and then neither
/// the encoder nor the files' contents are needed again. A file that cannot be read is reported, and its utterance goes on
/// without the modality.
/// </summary>
public sealed class MediaFeatures
{
    readonly IMediaEncoder encoder;
    readonly FeatureCache? cache;
    readonly string name;
    readonly Dictionary<string, string?> keys = []; // of files; null if it cannot be read
    readonly Dictionary<string, FeatureSequence?> made = []; // without a cache

    /// <summary>Makes the features of a modality.</summary>
    /// <param name="modality">Audio or vision.</param>
    /// <param name="encoder">The encoder.</param>
    /// <param name="cacheFolder">Where features are kept; null keeps them in memory only.</param>
    public MediaFeatures(Modality modality, IMediaEncoder encoder, string? cacheFolder = null)
    {
        (Modality, this.encoder) = (modality, encoder);
        name = modality.ToString().ToLowerInvariant();
        if (cacheFolder is not null) cache = new FeatureCache(cacheFolder, encoder.Identity);
    }

    /// <summary>The modality.</summary>
    public Modality Modality { get; }

    /// <summary>Features a step, D.</summary>
    public int StepWidth => encoder.StepWidth;

    /// <summary>Whether a step knows nothing of its neighbours, so that the model should let them look at each other.</summary>
    public bool IsMel => encoder is MelEncoder;

    /// <summary>Which encoder it is, with which weights and settings.</summary>
    public string Identity => encoder.Identity;

    /// <summary>The file that an utterance's modality is in; null if it has none.</summary>
    /// <param name="utterance">The utterance.</param>
    /// <param name="modality">Audio or vision.</param>
    public static string? FileOf(Utterance utterance, Modality modality) =>
        modality == Modality.Audio ? utterance.Media?.Sound : utterance.Media?.Frames;

    /// <summary>Encodes what is not encoded yet.</summary>
    /// <param name="utterances">The utterances.</param>
    /// <param name="watcher">Told how it goes.</param>
    /// <param name="stop">Stops between two files; what is encoded stays in the cache.</param>
    public void Prepare(IEnumerable<Utterance> utterances, IEncodingWatcher? watcher = null, CancellationToken stop = default)
    {
        var missing = new OrderedDictionary<string, (string File, Utterance Utterance)>();
        foreach (var utterance in utterances)
        {
            stop.ThrowIfCancellationRequested();
            if (FileOf(utterance, Modality) is not { } file || keys.ContainsKey(file)) continue;
            keys[file] = Try(() => FeatureKey.OfFile(file), utterance, watcher);
            if (keys[file] is { } key && !Has(key)) missing.TryAdd(key, (file, utterance)); // two clips may be the same
        }
        if (missing.Count == 0) return;
        using var writer = cache?.Write(() => watcher?.Waiting(name), stop);
        var left = missing.Where(m => !Has(m.Key)).ToArray(); // another process may have been quicker
        for (int i = 0; i < left.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            var (key, (file, utterance)) = left[i];
            Try(() =>
            {
                var sequence = encoder.Encode(file);
                if (writer is null) made[key] = sequence;
                else writer.Add(key, sequence);
                return file;
            }, utterance, watcher);
            watcher?.Encoded(name, i + 1, left.Length);
        }
    }

    /// <summary>The features of an utterance that has been prepared, <c>[steps, D]</c>.</summary>
    /// <returns>Null if it has no such recording, or none that can be read.</returns>
    public FeatureSequence? Encode(Utterance utterance)
    {
        if (FileOf(utterance, Modality) is not { } file || keys[file] is not { } key || !Has(key)) return null;
        return cache is null ? made[key] : cache[key];
    }

    /// <summary>When the steps of an utterance that has been prepared are; null if nothing says so.</summary>
    internal IReadOnlyList<(double From, double To)>? Times(Utterance utterance, int steps)
    {
        try
        {
            return FileOf(utterance, Modality) is { } file ? encoder.Times(file, steps) : null;
        }
        catch (InputException)
        {
            return null; // the steps come from a cache: that the file is gone, or ffmpeg, does not matter
        }
    }

    /// <summary>Encodes a changed recording; nothing of it is kept.</summary>
    /// <param name="utterance">The utterance, prepared.</param>
    /// <param name="distortion">The change.</param>
    /// <returns>Null where <see cref="Encode"/> gives null.</returns>
    public FeatureSequence? EncodeAnew(Utterance utterance, IDistortion distortion) =>
        FileOf(utterance, Modality) is { } file && keys[file] is { } key && Has(key) ? encoder.Encode(file, distortion) : null;

    bool Has(string key) => cache?.Contains(key) ?? made.ContainsKey(key);

    T? Try<T>(Func<T?> read, Utterance utterance, IEncodingWatcher? watcher) where T : class
    {
        try
        {
            return read();
        }
        catch (InputException e)
        {
            watcher?.Failed(name, utterance, e.Message);
            return null;
        }
    }
}
