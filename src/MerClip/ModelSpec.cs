using System.Text.Json.Serialization;
using MerClip.Data;
using MerClip.Encoders;

namespace MerClip;

/// <summary>All that is needed to build a model into which saved weights fit; travels with the weights.</summary>
/// <param name="Options">The architecture.</param>
/// <param name="Order">The modalities of the model, in fusion order.</param>
/// <param name="Encoders">What the encoder of each modality is built from.</param>
/// <param name="LabelWidth">Width of the text features of a label; 0 without a text encoder.</param>
/// <param name="TrainedOn">Names of the labels of training.</param>
/// <param name="Seed">The seed of the run.</param>
public sealed record ModelSpec(
    ModelOptions Options,
    IReadOnlyList<Modality> Order,
    IReadOnlyDictionary<Modality, ModalitySpec> Encoders,
    int LabelWidth,
    IReadOnlyList<string> TrainedOn,
    int Seed)
{
    /// <summary>Features a step of each modality that the model reads.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<Modality, int> Widths => Encoders.ToDictionary(e => e.Key, e => e.Value.Width);
}
