using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Labels;

/// <summary>
/// MER-CLIP's label encoder: a label's embedding is a projection of what a frozen text encoder says of its texts, so any label
/// that can be written down has one. Shuffled, each label gets the text of another: the same texts without their meaning.
/// </summary>
public sealed class TextLabelEncoder : LabelEncoder
{
    readonly Linear project;
    readonly LayerNorm norm;
    readonly LabelEncoderOptions options;
    readonly bool shuffled;

    /// <summary>Makes the projection.</summary>
    /// <param name="options">Sizes; the seed fixes the shuffling.</param>
    /// <param name="shuffled">Whether texts are exchanged among the labels.</param>
    /// <exception cref="InputException">There is no text encoder.</exception>
    public TextLabelEncoder(LabelEncoderOptions options, bool shuffled = false) : base(nameof(TextLabelEncoder))
    {
        if (options.FeatureWidth == 0)
            throw new InputException("labels are texts and need a text encoder: give --text words:FILE or clip:FOLDER, "
                + "or --label-text words:FILE beside other features, or --set model.labelEncoder=learned");
        (this.options, this.shuffled) = (options, shuffled);
        project = Linear(options.FeatureWidth, options.Width);
        norm = LayerNorm(options.Width);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(LabelInput labels)
    {
        TensorShape.Require(labels.Features, "label features [C, W]", labels.Set.Count, options.FeatureWidth);
        var features = labels.Features;
        if (shuffled) features = features[tensor(Exchange(labels.Set.Count, options.Seed), device: features.device)];
        return norm.call(project.call(features)); // [C, W] -> [C, d]
    }

    /// <summary>A random cycle through all labels (Sattolo 1986), so that none keeps its own text.</summary>
    static long[] Exchange(int count, int seed)
    {
        var random = new Random(seed);
        var order = Enumerable.Range(0, count).Select(i => (long)i).ToArray();
        for (int i = count - 1; i > 0; i--)
        {
            int j = random.Next(i);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }
}
