namespace MerClip.Data.Audit.Checks;

/// <summary>Features that are the same everywhere, and splits whose features have another scale than train's.</summary>
sealed class FeatureCheck : IAuditCheck
{
    const int FewestUtterances = 20, Listed = 20;

    /// <summary>Means this many standard deviations apart, or deviations this many times as large, are no chance.</summary>
    const double MeanShift = 2, Ratio = 4;

    /// <summary>The part of the features that must differ so: single ones do in good data.</summary>
    const double Part = 0.25;

    readonly List<ScaleAudit> scales = [];

    /// <summary>What was compared.</summary>
    public IReadOnlyList<ScaleAudit> Scales => scales;

    public void Run(Corpus corpus, ProblemList problems)
    {
        foreach ((Modality modality, int width) in corpus.Widths)
        {
            double[][] train = MeanStep.All(corpus, Split.Train, modality);
            if (train.Length < FewestUtterances || train.Any(m => m.Length != width)) continue;
            string key = modality.ToString().ToLowerInvariant();
            Constant(corpus, modality, key, problems);
            var (mean, deviation) = Moments(train);
            foreach (Split split in new[] { Split.Valid, Split.Test })
            {
                double[][] others = MeanStep.All(corpus, split, modality);
                if (others.Length < FewestUtterances || others.Any(m => m.Length != width)) continue;
                var (otherMean, otherDeviation) = Moments(others);
                int[] varying = [.. Enumerable.Range(0, width).Where(d => deviation[d] > 0)];
                ScaleAudit scale = new(split.ToString().ToLowerInvariant(), modality, varying,
                    [.. varying.Select(d => (otherMean[d] - mean[d]) / deviation[d])],
                    [.. varying.Select(d => otherDeviation[d] / deviation[d])]);
                scales.Add(scale);
                int differ = scale.Shift.Zip(scale.Ratio, (shift, ratio) => Math.Abs(shift) > MeanShift || ratio is > Ratio or < 1 / Ratio)
                    .Count(differs => differs);
                if (differ > Part * width)
                    problems.Add(AuditSeverity.Warning, "other-scale", split.ToString().ToLowerInvariant(), key,
                        $"{differ} of {width} features have another mean or spread than in train, as if they were normalised "
                        + "differently; make all splits in one way");
            }
        }
    }

    static void Constant(Corpus corpus, Modality modality, string key, ProblemList problems)
    {
        float[]? first = null;
        bool[] varies = [];
        float[] buffer = [];
        foreach (FeatureSequence sequence in corpus[Split.Train].Where(u => u.Features.ContainsKey(modality))
            .Select(u => u.Features[modality]))
        {
            ReadOnlySpan<float> values = sequence.Read(ref buffer);
            first ??= values[..sequence.Width].ToArray();
            if (varies.Length == 0) varies = new bool[sequence.Width];
            for (int i = 0; i < values.Length; i++)
                if (values[i] != first[i % first.Length]) varies[i % first.Length] = true;
        }
        int[] dead = [.. varies.Index().Where(v => !v.Item && first![v.Index] == 0).Select(v => v.Index)];
        int[] constant = [.. varies.Index().Where(v => !v.Item && first![v.Index] != 0).Select(v => v.Index)];
        if (dead.Length > 0)
            problems.Add(AuditSeverity.Note, "dead-features", "train", key, $"features that are always 0: {List(dead)}");
        if (constant.Length > 0)
            problems.Add(AuditSeverity.Note, "constant-features", "train", key, $"features that never change: {List(constant)}");
    }

    static string List(int[] features) => string.Join(", ", features.Take(Listed))
        + (features.Length > Listed ? $" and {features.Length - Listed} more" : "");

    static (double[] Mean, double[] Deviation) Moments(double[][] rows)
    {
        int width = rows[0].Length;
        double[] mean = [.. Enumerable.Range(0, width).Select(d => rows.Average(r => r[d]))];
        return (mean, [.. Enumerable.Range(0, width)
            .Select(d => Math.Sqrt(rows.Average(r => (r[d] - mean[d]) * (r[d] - mean[d]))))]);
    }
}
