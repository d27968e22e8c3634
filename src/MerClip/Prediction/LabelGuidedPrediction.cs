using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Prediction;

/// <summary>
/// MER-CLIP's label-encoder-guided prediction: a label is as likely as the fused vector that it asked for is similar to its
/// embedding, <c>logit_c = τ · cos(Z_c, E_c) + b</c>. No weight has C in its shape, so the number of labels is free.
/// τ starts at CLIP's 1/0.07; b matters only where labels are judged one by one.
/// </summary>
public sealed class LabelGuidedPrediction : Module<Tensor, Tensor, Tensor>
{
    readonly Parameter logScale, bias;

    /// <summary>Makes the two scalars.</summary>
    public LabelGuidedPrediction() : base(nameof(LabelGuidedPrediction))
    {
        logScale = Parameter(tensor((float)Math.Log(1 / 0.07)));
        bias = Parameter(zeros([]));
        RegisterComponents();
    }

    /// <summary>Compares each fused vector with its label.</summary>
    /// <param name="fused">Z, <c>[B, C, d]</c>.</param>
    /// <param name="labels">E, <c>[C, d]</c>.</param>
    /// <returns>Logits, <c>[B, C]</c>.</returns>
    public override Tensor forward(Tensor fused, Tensor labels)
    {
        TensorShape.Require(fused, "fused vectors [B, C, d]", -1, labels.shape[0], labels.shape[^1]);
        var cosine = functional.cosine_similarity(fused, labels.unsqueeze(0).expand_as(fused), -1); // [B, C]
        return (logScale.AtMost(Math.Log(100)).exp() * cosine).Plus(bias); // CLIP's bound on τ
    }
}
