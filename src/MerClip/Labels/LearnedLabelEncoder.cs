using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Labels;

/// <summary>Control: a learned vector a label, as in earlier label-guided models; texts are ignored.</summary>
public sealed class LearnedLabelEncoder : LabelEncoder
{
    readonly Parameter vectors;
    readonly LayerNorm norm;
    readonly LabelEncoderOptions options;

    /// <summary>Makes a vector for each label of training.</summary>
    public LearnedLabelEncoder(LabelEncoderOptions options) : base(nameof(LearnedLabelEncoder))
    {
        this.options = options;
        vectors = Parameter(randn(options.TrainedOn.Count, options.Width));
        norm = LayerNorm(options.Width);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(LabelInput labels)
    {
        options.RequireTrained(labels.Set, "learned");
        return norm.call(vectors);
    }
}
