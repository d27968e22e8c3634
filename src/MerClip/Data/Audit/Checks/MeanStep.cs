namespace MerClip.Data.Audit.Checks;

/// <summary>A sequence as one vector.</summary>
static class MeanStep
{
    /// <summary>The mean over the steps.</summary>
    public static double[] Of(FeatureSequence sequence) => Of(sequence.Values.Span, sequence.Width);

    /// <summary>The mean over the steps.</summary>
    public static double[] Of(ReadOnlySpan<float> values, int width)
    {
        double[] mean = new double[width];
        int steps = values.Length / width;
        for (int i = 0; i < values.Length; i++) mean[i % width] += values[i] / steps;
        return mean;
    }

    /// <summary>The means of all utterances of a split that have a modality.</summary>
    public static double[][] All(Corpus corpus, Split split, Modality modality) =>
        [.. corpus[split].Where(u => u.Features.ContainsKey(modality)).Select(u => Of(u.Features[modality]))];
}
