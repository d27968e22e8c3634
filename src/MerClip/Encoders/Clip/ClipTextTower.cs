using MerClip.Data;
using static TorchSharp.torch;

namespace MerClip.Encoders.Clip;

/// <summary>CLIP's text encoder over the tokens of an utterance.</summary>
public sealed class ClipTextTower : ClipTower
{
    readonly ClipTextModel text;
    readonly int start;

    /// <summary>Makes the tower with random weights.</summary>
    /// <param name="options">The sizes.</param>
    /// <param name="start">The token that every text starts with.</param>
    public ClipTextTower(ClipOptions options, int start) : base(nameof(ClipTextTower))
    {
        this.start = start;
        text = new ClipTextModel(options);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override void CopyFrom(ClipModel clip) => Copy(clip.Text, text);

    /// <summary>Encodes texts.</summary>
    /// <param name="input">The tokens after the start token, the end token last, as numbers, <c>[B, L, 1]</c>. What stands at padding
    /// does not matter: no position sees those after it.</param>
    /// <returns>Each of these tokens, <c>[B, L, joint]</c>.</returns>
    public override Tensor forward(PaddedSequence input)
    {
        long batch = input.Mask.shape[0], steps = input.Mask.shape[1];
        TensorShape.Require(input.Values, "tokens [B, L, 1]", batch, steps, 1);
        var ids = input.Values.squeeze(2).to_type(ScalarType.Int64);
        var starts = tensor(Enumerable.Repeat((long)start, (int)batch).ToArray(), [batch, 1], device: ids.device);
        return text.call(cat([starts, ids], 1)).narrow(1, 1, steps); // [B, 1 + L, joint] -> [B, L, joint]
    }
}
