using MerClip.Data;

namespace MerClip.Evaluation;

/// <summary>
/// Where the true label stands when labels are ordered by their probability: it asks for no threshold and no training on these labels,
/// so it is what new labels are judged by. Only utterances of which exactly one label is true are looked at.
/// </summary>
/// <param name="N">How many these are.</param>
/// <param name="First">Share of them whose true label is the most probable; chance is 1 / C.</param>
/// <param name="MeanRank">The mean place of the true label, from 1; chance is (C + 1) / 2.</param>
/// <param name="Labels">How many labels there are, C.</param>
public sealed record LabelRanking(int N, double First, double MeanRank, int Labels)
{
    /// <summary>What a model that knows nothing reaches in <see cref="First"/>.</summary>
    public double ChanceFirst => 1.0 / Labels;

    /// <summary>What a model that knows nothing reaches in <see cref="MeanRank"/>.</summary>
    public double ChanceRank => (Labels + 1) / 2.0;

    /// <summary>Ranks the labels of a split.</summary>
    /// <param name="table">Predictions with names of labels as truth: a single-label or a multi-label set.</param>
    /// <param name="split">The split.</param>
    /// <returns>Null if no utterance has exactly one true label.</returns>
    public static LabelRanking? Of(PredictionTable table, Split split)
    {
        var ranks = new List<double>();
        foreach (var row in table[split])
        {
            int truth = table.Labels.ToList().IndexOf(row.Truth);
            if (truth < 0) continue; // none, or several joined by |
            double own = row.Probabilities[truth];
            // Equal ones share their places.
            ranks.Add(1 + row.Probabilities.Count(p => p > own) + (row.Probabilities.Count(p => p == own) - 1) / 2.0);
        }
        return ranks.Count == 0 ? null : new LabelRanking(ranks.Count, ranks.Average(r => r == 1 ? 1.0 : 0), ranks.Average(), table.Labels.Count);
    }
}
