using MerClip.Checkpoints;
using static TorchSharp.torch;

namespace MerClip.Encoders.Clip;

/// <summary>The weights in a checkpoint by OpenAI's names, whosever names it has.</summary>
sealed class ClipWeights : IDisposable
{
    readonly string path;
    readonly ITensorFile file;
    readonly Dictionary<string, string> names = []; // without what wrappers put before
    readonly HashSet<string> used = [];

    public ClipWeights(string path)
    {
        this.path = path;
        file = TensorFile.Open(path);
        foreach (string name in file.Names)
        {
            string plain = name.StartsWith("module.", StringComparison.Ordinal) ? name["module.".Length..] : name;
            // open_clip's CustomTextCLIP has the text's weights in a module of their own.
            if (plain.StartsWith("text.", StringComparison.Ordinal)) plain = plain["text.".Length..];
            names[plain] = name;
        }
        IsHuggingFace = names.ContainsKey("text_model.embeddings.token_embedding.weight");
        IsScript = file is TorchZip { IsScript: true };
        if (names.Keys.Any(n => n.StartsWith("visual.layer1.", StringComparison.Ordinal)))
            throw new InputException($"{path} has a ResNet for images; take a CLIP with a vision transformer (ViT)");
    }

    /// <summary>Whether the names are those of Hugging Face.</summary>
    public bool IsHuggingFace { get; }

    /// <summary>Whether it is TorchScript, as only OpenAI publishes CLIP.</summary>
    public bool IsScript { get; }

    /// <summary>The element types that there are, by the names of safetensors.</summary>
    public IReadOnlyList<string> Types => [.. file.Names.Where(n => !IsIgnored(n)).Select(n => file.Info(n).Dtype).Distinct()];

    /// <summary>How many numbers they are.</summary>
    public long Count => file.Names.Where(n => !IsIgnored(n)).Sum(n => file.Info(n).Shape.Aggregate(1L, (a, b) => a * b));

    /// <summary>Whether there is such a weight.</summary>
    public bool Has(string name) => Sources(name).All(names.ContainsKey);

    /// <summary>The shape of a weight.</summary>
    public long[] Shape(string name)
    {
        string[] sources = [.. Sources(name).Select(Find)];
        long[] shape = [.. file.Info(sources[0]).Shape];
        if (ClipKeys.IsTransposed(name) && IsHuggingFace) Array.Reverse(shape);
        if (sources.Length > 1 && shape.Length > 0) shape[0] *= sources.Length;
        return shape;
    }

    /// <summary>Writes a weight into a tensor, which must have its shape; its type may be another.</summary>
    public void CopyTo(string name, Tensor target)
    {
        using var scope = NewDisposeScope();
        Tensor[] parts = [.. Sources(name).Select(source => file.Read(Find(source)))];
        foreach (string source in Sources(name)) used.Add(Find(source));
        if (parts.Any(p => !p.shape.SequenceEqual(parts[0].shape))) throw Wrong(name, "has parts of different shapes");
        var weight = parts.Length == 1 ? parts[0] : cat(parts, 0);
        if (IsHuggingFace && ClipKeys.IsTransposed(name)) weight = weight.t();
        bool scalar = weight.numel() == 1 && target.numel() == 1; // logit_scale: [] or [1]
        if (!scalar && !weight.shape.SequenceEqual(target.shape))
            throw Wrong(name, $"has shape [{string.Join(", ", weight.shape)}] where [{string.Join(", ", target.shape)}] is needed");
        if (!weight.is_floating_point()) throw Wrong(name, $"is of type {weight.dtype}; convert the checkpoint to float32 or float16");
        target.copy_(scalar ? weight.reshape(target.shape) : weight);
    }

    /// <summary>Requires that nothing is left over: a model with more than CLIP has is not a CLIP.</summary>
    public void RequireAllUsed()
    {
        string[] left = [.. names.Values.Where(n => !used.Contains(n) && !IsIgnored(n))];
        if (left.Length > 0)
            throw new InputException($"{path} has {left.Length} weights that CLIP has not, such as '{InputException.Shown(left[0])}'; "
                + "it is another model");
    }

    public void Dispose() => file.Dispose();

    IReadOnlyList<string> Sources(string name) => IsHuggingFace ? ClipKeys.HuggingFace(name) : [name];

    string Find(string source) => names.TryGetValue(source, out string? name)
        ? name
        : throw new InputException($"{path} lacks the weight {source}; it is no CLIP with a vision transformer, or incomplete");

    InputException Wrong(string name, string what) => new($"{path}: weight {string.Join(", ", Sources(name))} {what}");

    static bool IsIgnored(string name) => name.EndsWith("position_ids", StringComparison.Ordinal)
        || name.EndsWith("attn_mask", StringComparison.Ordinal)
        || name.Split('.')[^1] is "input_resolution" or "context_length" or "vocab_size";
}
