using MerClip.Data;
using MerClip.Encoders.Audio;
using MerClip.Encoders.Clip;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Encoders;

/// <summary>
/// Brings the steps of a modality (words, frames, seconds; as a frozen encoder or the data gives them) into the joint space:
/// standardised, perhaps with a look at the neighbouring steps, projected, normalised. Position and order are left to the
/// features themselves, unless there are transformer layers. A CLIP that is trained with the model comes first of all.
/// </summary>
public sealed class ModalityEncoder : Module<PaddedSequence, Tensor>
{
    readonly Standardizer standardizer;
    readonly Dropout inputDropout, dropout;
    readonly Linear project;
    readonly LayerNorm norm;
    readonly Embedding? tuned;
    readonly Conv1d? context;
    readonly StepTransformer? transformer;
    readonly ClipTower? clip;
    readonly int width;

    /// <summary>Makes the encoder.</summary>
    /// <param name="modality">The modality, which decides what a CLIP reads.</param>
    /// <param name="spec">What comes in. With tuned words, the last of the D features is not a feature but the row of the step's
    /// word in the learned corrections, 0 for other words.</param>
    /// <param name="options">Joint width d, dropout, context.</param>
    public ModalityEncoder(Modality modality, ModalitySpec spec, ModelOptions options) : base(nameof(ModalityEncoder))
    {
        width = spec.Width;
        int features = spec.Clip?.Joint ?? (spec.TunedWords > 0 ? width - 1 : width);
        if (spec.Clip is not null) clip = ClipTower.For(modality, spec);
        standardizer = new Standardizer(features);
        if (spec.TunedWords > 0)
        {
            tuned = Embedding(spec.TunedWords + 1, features, padding_idx: 0); // row 0 stays zero
            using var _ = no_grad();
            tuned.weight!.zero_();
        }
        if (options.Context > 0)
            context = Conv1d(features, options.Width, 2 * options.Context + 1, padding: options.Context);
        if (spec.Layers > 0) transformer = new StepTransformer(spec.Layers, options);
        inputDropout = Dropout(options.InputDropout);
        dropout = Dropout(options.Dropout);
        project = Linear(features, options.Width);
        norm = LayerNorm(options.Width);
        RegisterComponents();
    }

    /// <summary>The CLIP that is trained with the model; null if there is none.</summary>
    public ClipTower? Clip => clip;

    /// <summary>Takes normalisation statistics from the sequences of the training split, as CLIP encodes them before it is tuned.</summary>
    public void Fit(IEnumerable<FeatureSequence> training) =>
        standardizer.Fit(clip is null ? training : training.Select(Encoded));

    /// <summary>Encodes the steps of a batch.</summary>
    /// <param name="input">Values <c>[B, L, D]</c> and mask <c>[B, L]</c>.</param>
    /// <returns>X_m, <c>[B, L, d]</c>; undefined at padding.</returns>
    public override Tensor forward(PaddedSequence input)
    {
        TensorShape.Require(input.Values, "steps [B, L, D]", -1, -1, width);
        var values = clip is null ? input.Values : clip.call(input);                  // [B, L, D] -> [B, L, joint]
        var x = tuned is null ? standardizer.call(values) : Corrected(values);
        x = inputDropout.call(x);
        var encoded = project.call(x);
        if (context is not null)
        {
            x = x * input.Mask.unsqueeze(2);                                          // padding is no neighbour
            var near = context.call(x.transpose(1, 2)).transpose(1, 2);               // [B, d, L] -> [B, L, d]
            encoded = encoded.Plus(dropout.call(functional.gelu(near)));
        }
        encoded = norm.call(encoded);
        return transformer is null ? encoded : transformer.call(encoded, input.Mask);
    }

    FeatureSequence Encoded(FeatureSequence sequence)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var device = parameters().First().device;
        var values = tensor(sequence.Values.ToArray(), [1, sequence.Steps, sequence.Width], device: device);
        var encoded = clip!.call(new PaddedSequence(values, ones([1, sequence.Steps], ScalarType.Bool, device: device)));
        return new FeatureSequence(encoded.cpu().data<float>().ToArray(), sequence.Steps, (int)encoded.shape[2]);
    }

    Tensor Corrected(Tensor values) // [B, L, D + 1] -> [B, L, D]
    {
        var rows = values.select(2, width - 1).to_type(ScalarType.Int64);
        return standardizer.call(values.narrow(2, 0, width - 1)).Plus(tuned!.call(rows));
    }
}
