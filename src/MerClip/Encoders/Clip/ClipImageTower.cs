using MerClip.Data;
using static TorchSharp.torch;

namespace MerClip.Encoders.Clip;

/// <summary>CLIP's image encoder over the pictures of an utterance.</summary>
public sealed class ClipImageTower : ClipTower
{
    readonly ClipImageModel image;
    readonly ClipOptions options;

    /// <summary>Makes the tower with random weights.</summary>
    public ClipImageTower(ClipOptions options) : base(nameof(ClipImageTower))
    {
        this.options = options;
        image = new ClipImageModel(options);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override void CopyFrom(ClipModel clip) => Copy(clip.Image, image);

    /// <summary>Encodes every picture for itself.</summary>
    /// <param name="input">Preprocessed pictures, each as one step, <c>[B, L, 3·S·S]</c>.</param>
    /// <returns><c>[B, L, joint]</c>, zero at padding.</returns>
    public override Tensor forward(PaddedSequence input)
    {
        long batch = input.Mask.shape[0], steps = input.Mask.shape[1], size = options.ImageSize;
        TensorShape.Require(input.Values, "pictures [B, L, 3·S·S]", batch, steps, 3 * size * size);
        var real = input.Mask.flatten().nonzero().squeeze(1);                                    // [n], padding is not encoded
        var encoded = zeros(batch * steps, options.Joint, device: input.Values.device);
        if (real.shape[0] == 0) return encoded.view(batch, steps, options.Joint);
        var pictures = input.Values.flatten(0, 1).index_select(0, real).view(-1, 3, size, size); // [n, 3, S, S]
        return encoded.index_copy(0, real, image.call(pictures)).view(batch, steps, options.Joint);
    }
}
