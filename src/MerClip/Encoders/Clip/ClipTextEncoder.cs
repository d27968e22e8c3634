using System.Collections.Concurrent;
using MerClip.Data;
using MerClip.Encoders.Cache;
using static TorchSharp.torch;

namespace MerClip.Encoders.Clip;

/// <summary>
/// CLIP's text transformer as a frozen encoder. A text is the sequence of its tokens after the final norm and the projection. The
/// start token is left out (it sees nothing but itself, so it is the same in all texts); the end token is kept as the last
/// step, since it is what CLIP itself takes for the text. Each text is encoded once, and with a cache once for ever.
/// </summary>
public sealed class ClipTextEncoder : ITextEncoder
{
    const int BatchSize = 32;

    readonly Func<ClipModel> model;
    readonly ClipTokenizer tokenizer;
    readonly FeatureCache? cache;
    readonly ConcurrentDictionary<string, FeatureSequence?> known = new(); // the last row is the text as one vector
    readonly Lock encoding = new();

    /// <summary>Makes an encoder of a CLIP.</summary>
    /// <param name="clip">The CLIP; its weights are read when a text is not in the cache.</param>
    /// <param name="cacheFolder">Where encoded texts are kept; null keeps them in memory only.</param>
    /// <exception cref="InputException">There is no vocabulary, or it belongs to another model.</exception>
    public ClipTextEncoder(ClipFolder clip, string? cacheFolder = null)
        : this(() => clip.Model, clip.Summary.Options, clip.Vocabulary, clip.Summary.Mode)
    {
        if (cacheFolder is not null) cache = new FeatureCache(cacheFolder, $"{clip.Identity} text");
    }

    /// <summary>Makes an encoder of a model in memory.</summary>
    /// <param name="model">The model; kept.</param>
    /// <param name="vocabulary">Its tokens.</param>
    /// <exception cref="InputException">The vocabulary belongs to another model.</exception>
    public ClipTextEncoder(ClipModel model, ClipVocabulary vocabulary)
        : this(() => model, model.Options, vocabulary, model.TokenizerMode) { }

    ClipTextEncoder(Func<ClipModel> model, ClipOptions options, ClipVocabulary vocabulary, ClipTokenizerMode mode)
    {
        if (vocabulary.Tokens.Values.Max() >= options.Vocabulary)
            throw new InputException($"{vocabulary.Path} has {vocabulary.Tokens.Count} tokens and the model {options.Vocabulary}: "
                + "put the vocabulary of this model there");
        this.model = model;
        Width = options.Joint;
        tokenizer = new ClipTokenizer(vocabulary, mode, options.Positions);
    }

    /// <summary>Features a step, the joint width d.</summary>
    public int StepWidth => Width;

    /// <summary>Features of a text, the joint width d.</summary>
    public int Width { get; }

    /// <summary>Encodes texts in batches, so that asking for them is quick.</summary>
    /// <param name="texts">Texts that will be asked for; those that are known already cost nothing.</param>
    /// <param name="watcher">Told how it goes.</param>
    /// <param name="stop">Stops between two batches; what is encoded stays in the cache.</param>
    public void Prepare(IEnumerable<string> texts, IEncodingWatcher? watcher = null, CancellationToken stop = default)
    {
        lock (encoding)
        {
            string[] missing = [.. texts.Distinct().Where(t => !known.ContainsKey(t))];
            if (cache is null)
            {
                EncodeAll(missing, (text, sequence) => known[text] = sequence, watcher, stop);
                return;
            }
            if (missing.Any(t => !cache.Contains(FeatureKey.Of(t))))
            {
                using var writer = cache.Write(() => watcher?.Waiting("text"), stop);
                EncodeAll([.. missing.Where(t => !cache.Contains(FeatureKey.Of(t)))],
                    (text, sequence) => writer.Add(FeatureKey.Of(text), sequence), watcher, stop);
            }
            foreach (string text in missing) known[text] = cache[FeatureKey.Of(text)];
        }
    }

    /// <summary>Encodes texts without keeping any of them, in memory or in the cache.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="stop">Stops between two batches.</param>
    /// <returns>As <see cref="Encode(string)"/> gives them, in their order.</returns>
    public IReadOnlyList<FeatureSequence?> EncodeAnew(IReadOnlyList<string> texts, CancellationToken stop = default)
    {
        var made = new Dictionary<string, FeatureSequence?>();
        lock (encoding) EncodeAll([.. texts.Distinct()], (text, sequence) => made[text] = Steps(sequence), null, stop);
        return [.. texts.Select(text => made[text])];
    }

    /// <inheritdoc/>
    public FeatureSequence? Encode(string text) => Steps(Known(text));

    /// <summary>CLIP's own feature of the text, <c>[W]</c>, that of its end token, not normalized; null for an empty text.</summary>
    public float[]? Pool(string text) => Known(text)?.Values[^Width..].ToArray();

    /// <summary>The tokens of a text after the start token, the end token last, as a sequence of numbers <c>[L, 1]</c>; null for an
    /// empty text.</summary>
    public FeatureSequence? Tokens(string text)
    {
        long[] ids = tokenizer.Tokenize(text, out int used);
        return used == 2 ? null : new FeatureSequence(ids[1..used].Select(id => (float)id).ToArray(), used - 1, 1);
    }

    /// <summary>The words of the tokens, the pieces of a word together; the last, <c>[end]</c>, is the end token.</summary>
    /// <param name="text">The text.</param>
    public IReadOnlyList<(string Word, int Steps)> Words(string text)
    {
        long[] ids = tokenizer.Tokenize(text, out int used);
        if (used == 2) return [];
        var words = new List<(string, int)>();
        var pieces = new List<int>();
        foreach (int id in ids[1..(used - 1)].Select(id => (int)id))
        {
            pieces.Add(id);
            if (!tokenizer.Decode([id]).EndsWith(' ')) continue; // the word goes on
            words.Add((tokenizer.Decode(pieces).Trim(), pieces.Count));
            pieces.Clear();
        }
        if (pieces.Count > 0) words.Add((tokenizer.Decode(pieces), pieces.Count)); // the text was cut within a word
        return [.. words, ("[end]", 1)];
    }

    /// <summary>All steps but the pooled one.</summary>
    FeatureSequence? Steps(FeatureSequence? all) =>
        all is null ? null : new FeatureSequence(all.Values[..((all.Steps - 1) * Width)], all.Steps - 1, Width);

    FeatureSequence? Known(string text)
    {
        if (!known.ContainsKey(text)) Prepare([text]);
        return known[text];
    }

    void EncodeAll(string[] texts, Action<string, FeatureSequence?> keep, IEncodingWatcher? watcher, CancellationToken stop)
    {
        // Texts of one length together: then hardly anything is padding.
        var tokens = texts.Select(text => (Text: text, Ids: tokenizer.Tokenize(text, out int used), Used: used))
            .OrderBy(t => t.Used).ToArray();
        int done = 0;
        foreach (var batch in tokens.Chunk(BatchSize))
        {
            stop.ThrowIfCancellationRequested();
            foreach (var (text, _, _) in batch.Where(t => t.Used == 2)) keep(text, null); // nothing but start and end
            var full = batch.Where(t => t.Used > 2).ToArray();
            if (full.Length > 0) Encode(full, keep);
            watcher?.Encoded("text", done += batch.Length, texts.Length);
        }
    }

    void Encode((string Text, long[] Ids, int Used)[] batch, Action<string, FeatureSequence?> keep)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        int length = batch.Max(t => t.Used);
        var ids = tensor([.. batch.SelectMany(t => t.Ids[..length])], [batch.Length, length]);
        float[] sequences = model().Text.call(ids).data<float>().ToArray(); // [N, L, d]
        long[] ends = model().Text.EndsOf(ids);
        for (int i = 0; i < batch.Length; i++)
        {
            var (text, _, used) = batch[i];
            var steps = sequences.AsSpan(i * length * Width, length * Width);
            float[] rows = [.. steps[Width..(used * Width)], .. steps.Slice((int)ends[i] * Width, Width)];
            keep(text, new FeatureSequence(rows, used, Width)); // used - 1 tokens, and the pooled one
        }
    }
}
