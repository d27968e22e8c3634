using MerClip.Data;

namespace MerClip;

/// <summary>All that is needed to build a model into which saved weights fit; travels with the weights.</summary>
/// <param name="Options">The architecture.</param>
/// <param name="Order">The modalities of the model, in fusion order.</param>
/// <param name="Widths">Features a step of each modality, as its frozen encoder or the data gives them.</param>
/// <param name="LabelWidth">Width of the text features of a label; 0 without a text encoder.</param>
/// <param name="TunedWords">How many words have a learned correction.</param>
/// <param name="TrainedOn">Names of the labels of training.</param>
/// <param name="Seed">The seed of the run.</param>
public sealed record ModelSpec(
    ModelOptions Options,
    IReadOnlyList<Modality> Order,
    IReadOnlyDictionary<Modality, int> Widths,
    int LabelWidth,
    int TunedWords,
    IReadOnlyList<string> TrainedOn,
    int Seed);
