namespace MerClip.Data.Audit;

/// <summary>How well a linear readout of one modality's mean features gives the sentiment: a probe for features whose
/// extractor was trained on the labels. Such features do well on every split that shares videos with that training, and on
/// no other data.</summary>
/// <param name="Modality">Audio or vision.</param>
/// <param name="WithinTrain">Pearson correlation on the train split, each fifth of the videos predicted from the
/// others.</param>
/// <param name="OnValid">Pearson correlation on the valid split, predicted from train.</param>
/// <param name="WithinTest">As <paramref name="WithinTrain"/>, on test; NaN if test is too small to tell. Nothing is chosen
/// by it.</param>
public sealed record ReadoutAudit(Modality Modality, double WithinTrain, double OnValid, double WithinTest)
{
    /// <summary>The highest of the three.</summary>
    internal double Highest => Math.Max(Math.Max(WithinTrain, OnValid), double.IsNaN(WithinTest) ? 0 : WithinTest);
}
