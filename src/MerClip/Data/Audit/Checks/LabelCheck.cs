namespace MerClip.Data.Audit.Checks;

/// <summary>Labels that were rounded in one split or contradict their annotation, classes that a split lacks, and emotions out of
/// range.</summary>
sealed class LabelCheck : IAuditCheck
{
    const int FewestUtterances = 20;

    /// <summary>A class below this part of the training data cannot be learned.</summary>
    const double Rare = 0.01;

    /// <summary>Where more annotations contradict their labels, they follow another rule.</summary>
    const double Mistaken = 0.1;

    const float StrongestEmotion = 3;

    static readonly string[] Classes = ["negative", "neutral", "positive"];

    public void Run(Corpus corpus, ProblemList problems)
    {
        Rounding(corpus, problems);
        Floors(corpus, problems);
        foreach (Split split in Enum.GetValues<Split>())
        {
            string name = split.ToString().ToLowerInvariant();
            problems.Add(AuditSeverity.Warning, "emotion-range", name, "emotion_labels",
                $"emotions outside [0, {StrongestEmotion}]", [.. corpus[split]
                    .Where(u => u.Emotions?.Any(e => e is < 0 or > StrongestEmotion) == true).Select(u => u.Id)]);
            string[] contradicted = [.. corpus[split].Where(Contradicts).Select(u => u.Id)];
            if (contradicted.Length <= Mistaken * corpus[split].Count)
                problems.Add(AuditSeverity.Note, "annotation", name, "annotations", "the annotation says another sign than the label",
                    contradicted);
        }
    }

    static bool Contradicts(Utterance utterance) => float.IsFinite(utterance.Sentiment)
        && Array.FindIndex(Classes, c => c.Equals(utterance.Annotation, StringComparison.OrdinalIgnoreCase)) is >= 0 and var sign
        && sign - 1 != Math.Sign(utterance.Sentiment);

    static void Rounding(Corpus corpus, ProblemList problems)
    {
        Dictionary<Split, bool> whole = [];
        foreach (Split split in Enum.GetValues<Split>())
        {
            float[] labels = Labels(corpus, split);
            if (labels.Length >= FewestUtterances) whole[split] = labels.All(v => v == MathF.Round(v));
        }
        if (whole.Count == 0 || whole.Values.Distinct().Count() == 1) return;
        foreach (Split split in whole.Keys.Where(s => whole[s]))
            problems.Add(AuditSeverity.Warning, "rounded-labels", split.ToString().ToLowerInvariant(), "regression_labels",
                "all labels are whole numbers here and not in other splits: errors and correlations cannot be compared");
    }

    static void Floors(Corpus corpus, ProblemList problems)
    {
        foreach (Split split in Enum.GetValues<Split>())
        {
            float[] labels = Labels(corpus, split);
            if (labels.Length < FewestUtterances) continue;
            string name = split.ToString().ToLowerInvariant();
            int[] counts = [labels.Count(v => v < 0), labels.Count(v => v == 0), labels.Count(v => v > 0)];
            foreach (int sign in new[] { 0, 2 })
                if (counts[sign] < Rare * labels.Length)
                    problems.Add(AuditSeverity.Warning, "missing-class", name, "regression_labels",
                        $"{counts[sign]} of {labels.Length} labels are {Classes[sign]}: "
                        + $"whoever never says {Classes[sign]} is right in {100 - 100 * counts[sign] / labels.Length} % of cases");
        }
    }

    static float[] Labels(Corpus corpus, Split split) => [.. corpus[split].Select(u => u.Sentiment).Where(float.IsFinite)];
}
