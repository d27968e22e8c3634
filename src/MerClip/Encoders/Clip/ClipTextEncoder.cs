using System.Collections.Concurrent;
using MerClip.Data;
using static TorchSharp.torch;

namespace MerClip.Encoders.Clip;

/// <summary>
/// CLIP's text transformer as a frozen encoder. A text is the sequence of its tokens after the final norm and the projection. The
/// start token is left out (it sees nothing but itself, so it is the same in all texts); the end token is kept as the last
/// step, since it is what CLIP itself takes for the text. Each text is encoded once in a process.
/// </summary>
public sealed class ClipTextEncoder : ITextEncoder
{
    const int BatchSize = 32;

    static readonly ConcurrentDictionary<(string Weights, DateTime Written), ClipTextEncoder> Opened = new();

    readonly ClipModel model;
    readonly ClipTokenizer tokenizer;
    readonly ConcurrentDictionary<string, (float[] Steps, float[] Pooled)?> known = new();
    readonly Lock encoding = new();

    /// <summary>Makes an encoder of a model.</summary>
    /// <param name="model">The model; kept.</param>
    /// <param name="vocabulary">Its tokens.</param>
    /// <exception cref="InputException">The vocabulary belongs to another model.</exception>
    public ClipTextEncoder(ClipModel model, ClipVocabulary vocabulary)
    {
        if (vocabulary.Tokens.Values.Max() >= model.Options.Vocabulary)
            throw new InputException($"{vocabulary.Path} has {vocabulary.Tokens.Count} tokens and the model {model.Options.Vocabulary}: "
                + "put the vocabulary of this model there");
        this.model = model;
        tokenizer = new ClipTokenizer(vocabulary, model.TokenizerMode, model.Options.Positions);
    }

    /// <summary>Features a step, the joint width d.</summary>
    public int StepWidth => model.Options.Joint;

    /// <summary>Features of a text, the joint width d.</summary>
    public int Width => model.Options.Joint;

    /// <summary>Opens the encoder of a checkpoint; the same one each time, so that no text is encoded twice.</summary>
    /// <param name="path">As for <see cref="ClipModel.Load"/>; the vocabulary is in the same folder.</param>
    /// <exception cref="InputException">There is no CLIP, or no vocabulary beside it.</exception>
    public static ClipTextEncoder Open(string path)
    {
        var files = ClipFiles.Find(path);
        var key = (Path.GetFullPath(files.Weights), File.GetLastWriteTimeUtc(files.Weights));
        if (Opened.TryGetValue(key, out var open)) return open;
        var vocabulary = ClipVocabulary.Read(files.Folder); // before the weights: it is what is missing most often
        return Opened[key] = new ClipTextEncoder(ClipModel.Load(path), vocabulary);
    }

    /// <summary>Encodes texts in batches, so that asking for them is quick.</summary>
    /// <param name="texts">Texts that will be asked for; those that are known already cost nothing.</param>
    public void Prepare(IEnumerable<string> texts)
    {
        lock (encoding)
        {
            // Texts of one length together: then hardly anything is padding.
            var missing = texts.Distinct().Where(t => !known.ContainsKey(t))
                .Select(text => (Text: text, Ids: tokenizer.Tokenize(text, out int used), Used: used)).OrderBy(t => t.Used).ToArray();
            foreach (var (text, _, _) in missing.Where(t => t.Used == 2)) known[text] = null; // nothing but start and end
            foreach (var batch in missing.Where(t => t.Used > 2).Chunk(BatchSize)) Encode(batch);
        }
    }

    /// <inheritdoc/>
    public FeatureSequence? Encode(string text) =>
        Known(text) is var (steps, _) ? new FeatureSequence(steps, steps.Length / StepWidth, StepWidth) : null;

    /// <summary>CLIP's own feature of the text, <c>[W]</c>, that of its end token, not normalized; null for an empty text.</summary>
    public float[]? Pool(string text) => Known(text)?.Pooled;

    (float[] Steps, float[] Pooled)? Known(string text)
    {
        if (!known.ContainsKey(text)) Prepare([text]);
        return known[text];
    }

    void Encode((string Text, long[] Ids, int Used)[] batch)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        int length = batch.Max(t => t.Used), width = StepWidth;
        var ids = tensor([.. batch.SelectMany(t => t.Ids[..length])], [batch.Length, length]);
        float[] sequences = model.Text.call(ids).data<float>().ToArray(); // [N, L, d]
        long[] ends = model.Text.EndsOf(ids);
        for (int i = 0; i < batch.Length; i++)
        {
            var steps = sequences.AsSpan(i * length * width, length * width);
            known[batch[i].Text] = (steps[width..(batch[i].Used * width)].ToArray(), steps.Slice((int)ends[i] * width, width).ToArray());
        }
    }
}
