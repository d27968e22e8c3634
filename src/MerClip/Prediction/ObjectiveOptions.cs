namespace MerClip.Prediction;

/// <summary>How a model is trained on its labels. Which settings count depends on the kind of the label set.</summary>
public sealed record ObjectiveOptions
{
    /// <summary>Ordinal: weight of the absolute error of the score.</summary>
    public double AbsoluteError { get; init; } = 1;

    /// <summary>Ordinal: weight of the cross-entropy against the true value's soft labels.</summary>
    public double CrossEntropy { get; init; } = 1;

    /// <summary>Multi: how much easy absent labels are played down, γ− of the asymmetric loss (Ridnik et al., ICCV 2021);
    /// 0 is binary cross-entropy.</summary>
    public double NegativeFocus { get; init; }

    /// <summary>Multi: a label is predicted from this probability on.</summary>
    public double Threshold { get; init; } = 0.5;
}
