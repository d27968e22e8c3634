using MerClip.Evaluation;
using MerClip.Labels;

namespace MerClip.Studies;

/// <summary>What a model predicts with labels that may not be those of its training.</summary>
/// <param name="Labels">The labels.</param>
/// <param name="Tables">The predictions of each seed.</param>
/// <param name="Summary">Their scores, beside the floors.</param>
public sealed record EvaluatedRun(LabelSet Labels, IReadOnlyDictionary<int, PredictionTable> Tables, SeedSummary Summary)
{
    /// <summary>Where the true labels stand among all, the mean over the seeds; null for ordinal sets, or if no utterance has exactly
    /// one true label.</summary>
    public LabelRanking? Ranking
    {
        get
        {
            if (Labels.Kind == LabelKind.Ordinal) return null;
            LabelRanking[] seeds = [.. Tables.Values.Select(t => LabelRanking.Of(t, Summary.Split)).OfType<LabelRanking>()];
            return seeds.Length == 0 ? null : seeds[0] with { First = seeds.Average(r => r.First), MeanRank = seeds.Average(r => r.MeanRank) };
        }
    }
}
