namespace MerClip.Data.Formats.Csd;

/// <summary>Makes all features of a video have one row a word.</summary>
static class CsdWords
{
    /// <summary>The features with the words' rows and times; a word that no row of a modality meets gets zeros, as the SDK's
    /// <c>impute</c> gives it.</summary>
    /// <param name="words">Words or word vectors; null if the video has none, and then it has no features either.</param>
    /// <param name="features">By modality; null where the video has none.</param>
    /// <param name="mode">How rows become one.</param>
    public static Dictionary<string, CsdEntry?> Aligned(
        CsdEntry? words, IReadOnlyDictionary<string, CsdEntry?> features, AlignmentMode mode)
    {
        if (words is null) return features.ToDictionary(f => f.Key, _ => (CsdEntry?)null);
        // Words without length are dropped, as the SDK drops them.
        CsdEntry said = words.Select([.. Enumerable.Range(0, words.Rows)
            .Where(r => Math.Abs(words.Start(r) - words.End(r)) >= CsdAligner.Epsilon)]);
        CsdEntry forwards = CsdEntry.Joined([said.Forwards()]);
        return features.ToDictionary(f => f.Key, f => f.Value is null ? null
            : f.Key == "text" ? forwards
            : mode == AlignmentMode.Sdk ? AsSdk(said, new CsdAligner(f.Value))
            : Corrected(forwards, new CsdAligner(f.Value)));
    }

    static CsdEntry Corrected(CsdEntry words, CsdAligner rows) => new(words.Intervals,
        [.. Enumerable.Range(0, words.Rows).SelectMany(w =>
            rows.Collapse(words.Start(w), words.End(w), AlignmentMode.Corrected)?.Values ?? new float[rows.Width])], rows.Width);

    // The SDK gives a step the time that there are rows for, which may put it behind the next word's, and imputes last of all.
    static CsdEntry AsSdk(CsdEntry words, CsdAligner rows)
    {
        CsdEntry forwards = words.Forwards();
        var steps = Enumerable.Range(0, words.Rows)
            .Select(w => (Imputed: new CsdStep(new float[rows.Width], forwards.Start(w), forwards.End(w)),
                Found: rows.Collapse(words.Start(w), words.End(w), AlignmentMode.Sdk)))
            .OrderBy(s => (s.Found ?? s.Imputed).Start).ThenBy(s => s.Found is null)
            .Select(s => s.Found ?? s.Imputed).ToList();
        return new CsdEntry([.. steps.SelectMany(s => new[] { s.Start, s.End })], [.. steps.SelectMany(s => s.Values)], rows.Width);
    }
}
