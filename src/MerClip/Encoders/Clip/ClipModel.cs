using MerClip.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Encoders.Clip;

/// <summary>
/// CLIP (Radford et al. 2021) with a vision transformer: texts and images in one space. Checkpoints of OpenAI, open_clip and
/// Hugging Face are read as they are; every size is taken from the weights.
/// </summary>
public sealed class ClipModel : Module
{
    readonly Parameter logitScale;
    readonly ClipTextModel text;
    readonly ClipImageModel image;

    /// <summary>Makes a model with random weights.</summary>
    /// <param name="options">Its sizes.</param>
    public ClipModel(ClipOptions options) : base(nameof(ClipModel))
    {
        Options = options;
        text = new ClipTextModel(options);
        image = new ClipImageModel(options);
        logitScale = new Parameter(tensor(MathF.Log(1 / 0.07f)));
        RegisterComponents();
    }

    /// <summary>What it is built from.</summary>
    public ClipOptions Options { get; }

    /// <summary>The text encoder.</summary>
    public ClipTextModel Text => text;

    /// <summary>The image encoder.</summary>
    public ClipImageModel Image => image;

    /// <summary>Whose rules the model's tokenizer follows.</summary>
    public ClipTokenizerMode TokenizerMode { get; private init; }

    /// <summary>The element types in the file that it was read from; empty if it was not. In memory all are float32.</summary>
    public IReadOnlyList<string> StoredTypes { get; private init; } = [];

    /// <summary>The folder that the model's vocabulary should be in; null if the model was not read from a file.</summary>
    public string? Folder { get; private init; }

    /// <summary>What cosines are multiplied by, e to the learned logarithm.</summary>
    public float LogitScale => MathF.Exp(logitScale.Single());

    /// <summary>Reads a model, in evaluation mode and without gradients.</summary>
    /// <param name="path">OpenAI's <c>.pt</c>, or a folder of Hugging Face (<c>config.json</c> and <c>model.safetensors</c>, in shards
    /// too) or open_clip (<c>open_clip_config.json</c> and <c>open_clip_model.safetensors</c> or <c>open_clip_pytorch_model.bin</c>).</param>
    /// <exception cref="InputException">There is none, or it is damaged or another model.</exception>
    public static ClipModel Load(string path)
    {
        var files = ClipFiles.Find(path);
        using var weights = new ClipWeights(files.Weights);
        using var _ = no_grad();
        var model = new ClipModel(Sizes(weights, files.Config))
        {
            TokenizerMode = files.Config.Mode,
            StoredTypes = weights.Types,
            Folder = files.Folder,
        };
        try
        {
            foreach (var (name, weight) in model.Weights) weights.CopyTo(name, weight);
            weights.RequireAllUsed();
        }
        catch
        {
            model.Dispose();
            throw;
        }
        foreach (var weight in model.parameters())
        {
            weight.requires_grad_(false);
            weight.DetachFromDisposeScope(); // a model outlives the scope that it happens to be read in
        }
        model.eval();
        return model;
    }

    /// <summary>What a checkpoint would be built from, without reading its weights.</summary>
    /// <param name="path">As for <see cref="Load"/>.</param>
    /// <exception cref="InputException">There is none, or it is another model.</exception>
    public static ClipSummary Inspect(string path)
    {
        var files = ClipFiles.Find(path);
        using var weights = new ClipWeights(files.Weights);
        return new ClipSummary(files.Weights, Sizes(weights, files.Config), weights.Count, weights.Types, files.Config.Mode, files.Folder, files.Config.Colours);
    }

    /// <summary>Writes the weights as safetensors by Hugging Face's names.</summary>
    /// <param name="path">The file, such as <c>model.safetensors</c>.</param>
    /// <param name="type">The element type in the file.</param>
    public void Save(string path, ScalarType type = ScalarType.Float32)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (name, weight) in Weights)
        {
            var names = ClipKeys.HuggingFace(name);
            var parts = names.Count == 1 ? [ClipKeys.IsTransposed(name) ? weight.t() : weight] : weight.chunk(names.Count, 0);
            for (int i = 0; i < names.Count; i++) tensors[names[i]] = parts[i].to_type(type).contiguous();
        }
        Safetensors.Save(path, tensors);
    }

    /// <summary>How much each image and text belong together: scaled cosines.</summary>
    /// <param name="images">Features of images, <c>[N, d]</c>.</param>
    /// <param name="texts">Features of texts, <c>[M, d]</c>.</param>
    /// <returns><c>[N, M]</c>.</returns>
    public Tensor Logits(Tensor images, Tensor texts)
    {
        TensorShape.Require(images, "image features [N, d]", -1, Options.Joint);
        TensorShape.Require(texts, "text features [M, d]", -1, Options.Joint);
        return functional.normalize(images, dim: 1).mm(functional.normalize(texts, dim: 1).t()).mul(logitScale.exp());
    }

    IEnumerable<(string Name, Parameter Weight)> Weights => [.. Text.Weights, .. Image.Weights, ("logit_scale", logitScale)];

    static ClipOptions Sizes(ClipWeights weights, ClipConfig config)
    {
        int[] Shape(string name, int dimensions)
        {
            long[] shape = weights.Shape(name);
            return shape.Length == dimensions && shape.All(n => n is > 0 and <= int.MaxValue)
                ? [.. shape.Select(n => (int)n)]
                : throw new InputException($"weight {name} has shape [{string.Join(", ", shape)}], which is impossible in a CLIP; download it again");
        }
        int Layers(string blocks)
        {
            int layers = 0;
            while (weights.Has($"{blocks}{layers}.ln_1.weight")) layers++;
            return layers;
        }
        int Hidden(string blocks, int width, int layers) => layers == 0 ? 4 * width : Shape($"{blocks}0.mlp.c_fc.weight", 2)[0];
        const string TextBlocks = "transformer.resblocks.", ImageBlocks = "visual.transformer.resblocks.";

        int[] tokens = Shape("token_embedding.weight", 2), conv = Shape("visual.conv1.weight", 4);
        int patches = Shape("visual.positional_embedding", 2)[0] - 1, grid = (int)Math.Round(Math.Sqrt(patches));
        if (grid < 1 || grid * grid != patches || conv[1] != 3 || conv[2] != conv[3])
            throw new InputException("the image encoder has no square of patches of three colours; it is no CLIP with a vision transformer");
        var (textLayers, imageLayers) = (Layers(TextBlocks), Layers(ImageBlocks));
        return new ClipOptions(Shape("text_projection", 2)[1],
            config.Text(tokens[1], textLayers, Hidden(TextBlocks, tokens[1], textLayers)),
            config.Image(conv[0], imageLayers, Hidden(ImageBlocks, conv[0], imageLayers)),
            tokens[0], Shape("positional_embedding", 2)[0], grid * conv[2], conv[2], config.EndId);
    }
}
