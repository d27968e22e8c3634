using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Labels;

/// <summary>Gives each label its embedding E_c. MER-CLIP's idea is that it comes from the label's text; the other kinds are
/// controls that show what the text is worth.</summary>
public abstract class LabelEncoder : Module<LabelInput, Tensor>
{
    /// <summary>The kinds by the name that configs use. A new kind is one class and one line here.</summary>
    public static IReadOnlyDictionary<string, Func<LabelEncoderOptions, LabelEncoder>> Kinds { get; } =
        new Dictionary<string, Func<LabelEncoderOptions, LabelEncoder>>
        {
            ["text"] = o => new TextLabelEncoder(o),
            ["shuffled"] = o => new TextLabelEncoder(o, shuffled: true),
            ["learned"] = o => new LearnedLabelEncoder(o),
            ["onehot"] = o => new OneHotLabelEncoder(o),
        };

    /// <summary>Names the module.</summary>
    protected LabelEncoder(string name) : base(name) { }

    /// <summary>Embeds a label set.</summary>
    /// <param name="labels">C labels with features <c>[C, W]</c>.</param>
    /// <returns>E, <c>[C, d]</c>.</returns>
    /// <exception cref="InputException">The kind knows only the labels that it was trained on, and these are others.</exception>
    public abstract override Tensor forward(LabelInput labels);
}
