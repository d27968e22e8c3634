namespace MerClip.Data.Audit;

/// <summary>Makes <see cref="ReadoutAudit"/>s of a corpus.</summary>
static class LabelReadout
{
    const int Folds = 5;
    const int FewestVideos = 10;
    const int WidestFeatures = 512; // beyond, the exact solution takes minutes on MOSEI

    /// <summary>The readout of a modality; null if there is too little of it to tell.</summary>
    public static ReadoutAudit? Of(Corpus corpus, Modality modality)
    {
        Utterance[] train = Labelled(corpus[Split.Train], modality);
        Utterance[] valid = Labelled(corpus[Split.Valid], modality);
        string[] videos = [.. train.Select(u => u.Video).Distinct()];
        if (videos.Length < FewestVideos || valid.Length < FewestVideos) return null;
        if (train[0].Features[modality].Width > WidestFeatures) return null;

        Dictionary<string, int> folds = videos.Index().ToDictionary(v => v.Item, v => v.Index % Folds);
        List<(double Predicted, double Truth)> within = [];
        for (int fold = 0; fold < Folds; fold++)
        {
            RidgeReadout readout = Fit(train.Where(u => folds[u.Video] != fold), modality);
            within.AddRange(Predict(readout, train.Where(u => folds[u.Video] == fold), modality));
        }
        return new ReadoutAudit(modality, Correlation(within), Correlation(Predict(Fit(train, modality), valid, modality)));
    }

    static Utterance[] Labelled(IEnumerable<Utterance> utterances, Modality modality) =>
        [.. utterances.Where(u => float.IsFinite(u.Sentiment) && u.Features.ContainsKey(modality))];

    static RidgeReadout Fit(IEnumerable<Utterance> utterances, Modality modality) =>
        new([.. utterances.Select(u => MeanStep(u.Features[modality]))], [.. utterances.Select(u => u.Sentiment)]);

    static IReadOnlyList<(double, double)> Predict(
        RidgeReadout readout, IEnumerable<Utterance> utterances, Modality modality) =>
        [.. utterances.Select(u => (readout.Read(MeanStep(u.Features[modality])), (double)u.Sentiment))];

    static double[] MeanStep(FeatureSequence sequence)
    {
        double[] mean = new double[sequence.Width];
        ReadOnlySpan<float> values = sequence.Values.Span;
        for (int i = 0; i < values.Length; i++) mean[i % mean.Length] += values[i] / sequence.Steps;
        return mean;
    }

    static double Correlation(IReadOnlyList<(double X, double Y)> pairs)
    {
        double x = pairs.Average(p => p.X), y = pairs.Average(p => p.Y);
        double spread = Math.Sqrt(pairs.Sum(p => (p.X - x) * (p.X - x)) * pairs.Sum(p => (p.Y - y) * (p.Y - y)));
        return spread > 0 ? pairs.Sum(p => (p.X - x) * (p.Y - y)) / spread : 0;
    }
}
