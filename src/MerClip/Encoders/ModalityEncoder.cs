using MerClip.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Encoders;

/// <summary>
/// Brings the steps of a modality (words, frames, seconds; as a frozen encoder or the data gives them) into the joint space:
/// standardised, perhaps with a look at the neighbouring steps, projected, normalised. Position and order are left to the
/// features themselves.
/// </summary>
public sealed class ModalityEncoder : Module<PaddedSequence, Tensor>
{
    readonly Standardizer standardizer;
    readonly Dropout inputDropout, dropout;
    readonly Linear project;
    readonly LayerNorm norm;
    readonly Embedding? tuned;
    readonly Conv1d? context;
    readonly int width;

    /// <summary>Makes the encoder.</summary>
    /// <param name="width">Features a step, D.</param>
    /// <param name="options">Joint width d, dropout, context.</param>
    /// <param name="tunedWords">Rows of a learned correction to the features of words that training saw; 0 for none. With
    /// rows, the last of the D features is not a feature but the row of the step's word, 0 for other words.</param>
    public ModalityEncoder(int width, ModelOptions options, int tunedWords = 0) : base(nameof(ModalityEncoder))
    {
        this.width = width;
        int features = tunedWords > 0 ? width - 1 : width;
        standardizer = new Standardizer(features);
        if (tunedWords > 0)
        {
            tuned = Embedding(tunedWords + 1, features, padding_idx: 0); // row 0 stays zero
            using var _ = no_grad();
            tuned.weight!.zero_();
        }
        if (options.Context > 0)
            context = Conv1d(features, options.Width, 2 * options.Context + 1, padding: options.Context);
        inputDropout = Dropout(options.InputDropout);
        dropout = Dropout(options.Dropout);
        project = Linear(features, options.Width);
        norm = LayerNorm(options.Width);
        RegisterComponents();
    }

    /// <summary>Takes normalisation statistics from the sequences of the training split.</summary>
    public void Fit(IEnumerable<FeatureSequence> training) => standardizer.Fit(training);

    /// <summary>Encodes the steps of a batch.</summary>
    /// <param name="input">Values <c>[B, L, D]</c> and mask <c>[B, L]</c>.</param>
    /// <returns>X_m, <c>[B, L, d]</c>; undefined at padding.</returns>
    public override Tensor forward(PaddedSequence input)
    {
        TensorShape.Require(input.Values, "steps [B, L, D]", -1, -1, width);
        var x = tuned is null ? standardizer.call(input.Values) : Corrected(input.Values);
        x = inputDropout.call(x);
        var encoded = project.call(x);
        if (context is not null)
        {
            x = x * input.Mask.unsqueeze(2);                                          // padding is no neighbour
            var near = context.call(x.transpose(1, 2)).transpose(1, 2);               // [B, d, L] -> [B, L, d]
            encoded = encoded.Plus(dropout.call(functional.gelu(near)));
        }
        return norm.call(encoded);
    }

    Tensor Corrected(Tensor values) // [B, L, D + 1] -> [B, L, D]
    {
        var rows = values.select(2, width - 1).to_type(ScalarType.Int64);
        return standardizer.call(values.narrow(2, 0, width - 1)).Plus(tuned!.call(rows));
    }
}
