namespace MerClip.Labels;

/// <summary>What a label encoder is built from.</summary>
/// <param name="Width">Joint width d.</param>
/// <param name="FeatureWidth">Width W of the text features of a label; 0 if there is no text encoder.</param>
/// <param name="TrainedOn">The names of the labels that training uses.</param>
/// <param name="Seed">Fixes what a control draws at random.</param>
public sealed record LabelEncoderOptions(int Width, int FeatureWidth, IReadOnlyList<string> TrainedOn, int Seed)
{
    /// <summary>Requires a label set to be the one of training.</summary>
    /// <exception cref="InputException">It is another; says why this kind of encoder cannot take it.</exception>
    internal void RequireTrained(LabelSet set, string kind)
    {
        if (!set.Labels.Select(l => l.Name).SequenceEqual(TrainedOn))
            throw new InputException($"the label encoder '{kind}' knows only the labels it was trained on "
                + $"({string.Join(", ", TrainedOn)}), not those of {set.Name}: train with model.labelEncoder=text to swap labels");
    }
}
