using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Encoders.Clip;

/// <summary>CLIP's image encoder (ViT): patches and a class position through a transformer; the class position is projected.</summary>
public sealed class ClipImageModel : Module<Tensor, Tensor>
{
    readonly Conv2d patches;
    readonly Parameter classPosition, positions, projection;
    readonly LayerNorm before, after;
    readonly ClipTransformer transformer;
    readonly int width, size;

    internal ClipImageModel(ClipOptions options) : base(nameof(ClipImageModel))
    {
        (width, size) = (options.Image.Width, options.ImageSize);
        int grid = size / options.PatchSize;
        double scale = 1 / Math.Sqrt(width);
        patches = Conv2d(3, width, options.PatchSize, stride: options.PatchSize, bias: false);
        classPosition = new Parameter(randn(width).Scale_(scale));
        positions = new Parameter(randn(grid * grid + 1, width).Scale_(scale));
        projection = new Parameter(randn(width, options.Joint).Scale_(scale));
        before = LayerNorm(width, options.Image.Epsilon);
        after = LayerNorm(width, options.Image.Epsilon);
        transformer = new ClipTransformer(options.Image, causal: false);
        RegisterComponents();
    }

    /// <summary>The weights by OpenAI's names.</summary>
    internal IEnumerable<(string Name, Parameter Weight)> Weights => new[]
    {
        ("class_embedding", classPosition), ("positional_embedding", positions), ("conv1.weight", patches.weight!),
        ("ln_pre.weight", before.weight!), ("ln_pre.bias", before.bias!),
        ("ln_post.weight", after.weight!), ("ln_post.bias", after.bias!), ("proj", projection),
    }.Concat(transformer.Weights).Select(w => ($"visual.{w.Item1}", w.Item2));

    /// <summary>Encodes images.</summary>
    /// <param name="pixels">Preprocessed images, float32 <c>[N, 3, S, S]</c>.</param>
    /// <returns><c>[N, d]</c>, not normalized.</returns>
    public override Tensor forward(Tensor pixels)
    {
        TensorShape.Require(pixels, "pixels [N, 3, S, S]", -1, 3, size, size);
        long count = pixels.shape[0];
        var x = patches.call(pixels).flatten(2).transpose(1, 2);               // [N, w, g, g] -> [N, g², w]
        x = cat([classPosition.expand(count, 1, width), x], 1).Plus(positions); // [N, 1 + g², w]
        x = transformer.call(before.call(x));
        return after.call(x.select(1, 0)).mm(projection);                      // the class position, [N, w] -> [N, d]
    }
}
