namespace MerClip.Data.Audit.Checks;

/// <summary>Features that know the labels, which they do when their extractor was trained on them.</summary>
static class LeakCheck
{
    const int Folds = 5;
    const int FewestVideos = 10;
    const int FewestUtterances = 30;
    const int WidestFeatures = 512; // beyond, the exact solution takes minutes on MOSEI

    /// <summary>Words tell sentiment that well; sounds and faces described without the labels hardly do.</summary>
    const double Suspicious = 0.5;

    /// <summary>No single number that describes words, sounds or faces is the sentiment itself.</summary>
    const double IsTheLabel = 0.9;

    /// <summary>Adds what it finds.</summary>
    /// <returns>How well audio and vision give the labels away.</returns>
    public static ReadoutAudit[] Run(Corpus corpus, ProblemList problems)
    {
        foreach (Split split in Enum.GetValues<Split>())
            foreach (Modality modality in Enum.GetValues<Modality>()) Single(corpus, split, modality, problems);
        ReadoutAudit[] readouts = [.. new[] { Modality.Audio, Modality.Vision }
            .Select(m => Readout(corpus, m)).OfType<ReadoutAudit>()];
        foreach (ReadoutAudit readout in readouts.Where(r => r.Highest > Suspicious))
        {
            problems.Add(AuditSeverity.Warning, "label-leak", "", readout.Modality.ToString().ToLowerInvariant(),
                FormattableString.Invariant($"gives the labels away: a linear readout correlates with them at ")
                + FormattableString.Invariant($"{readout.WithinTrain:F2} within train, {readout.OnValid:F2} on valid and ")
                + FormattableString.Invariant($"{readout.WithinTest:F2} within test, ")
                + "typical of an extractor that was trained on these labels; "
                + "find out how the features were made before trusting results");
        }
        return readouts;
    }

    static void Single(Corpus corpus, Split split, Modality modality, ProblemList problems)
    {
        Utterance[] labelled = Labelled(corpus[split], modality);
        if (labelled.Length < FewestUtterances) return;
        double[][] means = [.. labelled.Select(u => MeanStep.Of(u.Features[modality]))];
        if (means.Any(m => m.Length != means[0].Length)) return;
        for (int d = 0; d < means[0].Length; d++)
        {
            double r = Pearson.Of([.. means.Select((m, i) => (m[d], (double)labelled[i].Sentiment))]);
            if (Math.Abs(r) <= IsTheLabel) continue;
            problems.Add(AuditSeverity.Warning, "label-feature", split.ToString().ToLowerInvariant(),
                modality.ToString().ToLowerInvariant(),
                FormattableString.Invariant($"feature {d} is the label (r = {r:F2}); take it out"));
            return;
        }
    }

    static ReadoutAudit? Readout(Corpus corpus, Modality modality)
    {
        Utterance[] train = Labelled(corpus[Split.Train], modality);
        Utterance[] valid = Labelled(corpus[Split.Valid], modality);
        if (Videos(train) < FewestVideos || valid.Length < FewestVideos) return null;
        if (train[0].Features[modality].Width > WidestFeatures) return null;
        Utterance[] test = Labelled(corpus[Split.Test], modality);
        return new ReadoutAudit(modality, Within(train, modality),
            Pearson.Of(Predict(Fit(train, modality), valid, modality)),
            Videos(test) >= FewestVideos && test.Length >= FewestUtterances ? Within(test, modality) : double.NaN);
    }

    static int Videos(IEnumerable<Utterance> utterances) => utterances.Select(u => u.Video).Distinct().Count();

    // Each fifth of the videos is predicted from the others.
    static double Within(Utterance[] utterances, Modality modality)
    {
        Dictionary<string, int> folds = utterances.Select(u => u.Video).Distinct().Index().ToDictionary(v => v.Item, v => v.Index % Folds);
        List<(double Predicted, double Truth)> within = [];
        for (int fold = 0; fold < Folds; fold++)
        {
            RidgeReadout readout = Fit(utterances.Where(u => folds[u.Video] != fold), modality);
            within.AddRange(Predict(readout, utterances.Where(u => folds[u.Video] == fold), modality));
        }
        return Pearson.Of(within);
    }

    static Utterance[] Labelled(IEnumerable<Utterance> utterances, Modality modality) =>
        [.. utterances.Where(u => float.IsFinite(u.Sentiment) && u.Features.ContainsKey(modality))];

    static RidgeReadout Fit(IEnumerable<Utterance> utterances, Modality modality) =>
        new([.. utterances.Select(u => MeanStep.Of(u.Features[modality]))], [.. utterances.Select(u => u.Sentiment)]);

    static IReadOnlyList<(double, double)> Predict(
        RidgeReadout readout, IEnumerable<Utterance> utterances, Modality modality) =>
        [.. utterances.Select(u => (readout.Read(MeanStep.Of(u.Features[modality])), (double)u.Sentiment))];
}
