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
        return features.ToDictionary(f => f.Key, f => f.Key == "text" ? said : f.Value is null ? null : Align(said, f.Value, mode));
    }

    static CsdEntry Align(CsdEntry words, CsdEntry rows, AlignmentMode mode)
    {
        CsdAligner aligner = new(rows);
        float[] values = new float[words.Rows * rows.Width];
        for (int word = 0; word < words.Rows; word++)
            aligner.Collapse(words.Start(word), words.End(word), mode)?.CopyTo(values, word * rows.Width);
        return new CsdEntry(words.Intervals, values, rows.Width);
    }
}
