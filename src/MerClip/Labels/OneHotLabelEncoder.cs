using static TorchSharp.torch;

namespace MerClip.Labels;

/// <summary>Control: fixed vectors at right angles, so that no label is nearer to one than to another.</summary>
public sealed class OneHotLabelEncoder : LabelEncoder
{
    readonly Tensor vectors;
    readonly LabelEncoderOptions options;

    /// <summary>Makes a unit vector of length √d for each label of training.</summary>
    /// <exception cref="InputException">There are more labels than dimensions.</exception>
    public OneHotLabelEncoder(LabelEncoderOptions options) : base(nameof(OneHotLabelEncoder))
    {
        if (options.TrainedOn.Count > options.Width)
            throw new InputException($"{options.TrainedOn.Count} labels do not fit at right angles into model.width {options.Width}: "
                + "make it larger");
        this.options = options;
        vectors = eye(options.TrainedOn.Count, options.Width).Times(Math.Sqrt(options.Width));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(LabelInput labels)
    {
        options.RequireTrained(labels.Set, "onehot");
        return vectors;
    }
}
