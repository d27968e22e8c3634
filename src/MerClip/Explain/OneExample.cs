using MerClip.Data;
using MerClip.Labels;

namespace MerClip.Explain;

/// <summary>An utterance alone, without padding.</summary>
static class OneExample
{
    /// <summary>A batch of one with the modalities of the model that the utterance has, and no others.</summary>
    public static Batch Of(MerClipModel model, Example example, LabelInput labels) => Batch.Of([example],
        model.Spec.Order.Where(example.Inputs.ContainsKey).ToDictionary(m => m, m => model.Spec.Widths[m]), labels.Features.device);
}
