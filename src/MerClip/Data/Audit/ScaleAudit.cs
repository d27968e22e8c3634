namespace MerClip.Data.Audit;

/// <summary>How a split's features differ from train's, a number a feature, over the means of utterances. Features that never
/// change in train are left out.</summary>
/// <param name="Split"><c>valid</c> or <c>test</c>.</param>
/// <param name="Modality">The modality.</param>
/// <param name="Features">Which features.</param>
/// <param name="Shift">How far the means are apart, in train's standard deviations.</param>
/// <param name="Ratio">The standard deviation, as a multiple of train's.</param>
public sealed record ScaleAudit(
    string Split, Modality Modality, IReadOnlyList<int> Features, IReadOnlyList<double> Shift, IReadOnlyList<double> Ratio);
