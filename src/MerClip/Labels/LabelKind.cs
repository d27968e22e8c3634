namespace MerClip.Labels;

/// <summary>What the similarity to a label means, and so how a model is trained on a label set.</summary>
public enum LabelKind
{
    /// <summary>Labels stand on a scale: the prediction is the expectation of their values.</summary>
    Ordinal,

    /// <summary>Exactly one label holds.</summary>
    Single,

    /// <summary>Any number of labels hold, each for itself.</summary>
    Multi,
}
