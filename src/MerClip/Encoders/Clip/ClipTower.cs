using MerClip.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Encoders.Clip;

/// <summary>One of CLIP's two encoders as a part of a model, so that training can change it.</summary>
public abstract class ClipTower : Module<PaddedSequence, Tensor>
{
    private protected ClipTower(string name) : base(name) { }

    /// <summary>Makes the tower of a modality, with random weights: tokens for text, pictures for vision and audio.</summary>
    /// <param name="modality">The modality.</param>
    /// <param name="spec">The sizes.</param>
    public static ClipTower For(Modality modality, ModalitySpec spec) =>
        modality == Modality.Text ? new ClipTextTower(spec.Clip!, spec.StartToken) : new ClipImageTower(spec.Clip!);

    /// <summary>Takes the weights of a CLIP of the same sizes.</summary>
    public abstract void CopyFrom(ClipModel clip);

    private protected static void Copy(Module from, Module to)
    {
        using var _ = no_grad();
        foreach (var (target, source) in to.parameters().Zip(from.parameters())) target.copy_(source);
    }
}
