using System.Text.Json.Serialization;

namespace MerClip.Evaluation;

/// <summary>How well predicted sentiments match the true ones: the metrics that papers on MOSI and MOSEI report, as MMSA
/// defines them. Papers print "Acc-2 a/b": a is <paramref name="Has0Acc2"/>, b is <paramref name="Non0Acc2"/>.</summary>
/// <param name="N">How many utterances were scored.</param>
/// <param name="Has0Acc2">Accuracy of negative (&lt; 0) against non-negative (≥ 0), over all utterances.</param>
/// <param name="Has0F1">F1 of those two classes, averaged with the true classes' shares as weights.</param>
/// <param name="Non0Acc2">Accuracy of positive (&gt; 0) against the rest, over utterances whose true sentiment is not 0; a
/// prediction of exactly 0 counts as negative. NaN if all are 0.</param>
/// <param name="Non0F1">The weighted F1 of those; NaN if all are 0.</param>
/// <param name="Acc3">Fraction equal after clipping both to [−1, 1] and rounding half to even.</param>
/// <param name="Acc5">The same with [−2, 2].</param>
/// <param name="Acc7">The same with [−3, 3].</param>
/// <param name="Acc7Sdk">Fraction in the same of the CMU SDK's seven bins, which are not those of rounding: 0 alone is
/// neutral. Not comparable with <paramref name="Acc7"/>.</param>
/// <param name="Mae">Mean absolute error, in sentiment units, predictions not clipped.</param>
/// <param name="Corr">Pearson's correlation, in [−1, 1]; NaN if truth or prediction is constant.</param>
public sealed record MetricCard(
    int N, double Has0Acc2, double Has0F1, double Non0Acc2, double Non0F1,
    double Acc3, double Acc5, double Acc7, double Acc7Sdk, double Mae, double Corr) : IScoreCard
{
    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyDictionary<string, double> Scores => new OrderedDictionary<string, double>
    {
        ["has0_acc2"] = Has0Acc2,
        ["has0_f1"] = Has0F1,
        ["non0_acc2"] = Non0Acc2,
        ["non0_f1"] = Non0F1,
        ["acc3"] = Acc3,
        ["acc5"] = Acc5,
        ["acc7"] = Acc7,
        ["acc7_sdk"] = Acc7Sdk,
        ["mae"] = Mae,
        ["corr"] = Corr,
    };
}
