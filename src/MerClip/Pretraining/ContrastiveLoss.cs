using MerClip.Encoders.Clip;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Pretraining;

/// <summary>CLIP's loss (Radford et al. 2021, figure 3): each picture should find its text among those of the batch, and each text its
/// picture.</summary>
public static class ContrastiveLoss
{
    /// <summary>The mean of both cross-entropies.</summary>
    /// <param name="clip">Gives the scale.</param>
    /// <param name="images">Features of pictures, <c>[B, d]</c>.</param>
    /// <param name="texts">Features of their texts, in the same order, <c>[B, d]</c>.</param>
    /// <returns>A scalar; ln B for features that say nothing.</returns>
    public static Tensor Of(ClipModel clip, Tensor images, Tensor texts)
    {
        TensorShape.Require(texts, "text features [B, d]", images.shape[0], -1);
        var logits = clip.Logits(images, texts);                                             // [B, B]
        using var own = tensor(Enumerable.Range(0, (int)images.shape[0]).ToArray(), int64, images.device); // a picture's text is its own
        return functional.cross_entropy(logits, own).Plus(functional.cross_entropy(logits.t(), own)).Times(0.5);
    }
}
