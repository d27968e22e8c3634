using MerClip.Data.Pickle;

namespace MerClip.Data.Audit;

/// <summary>Looks through the features of one modality in one split: what is not finite, padding, lengths.</summary>
sealed class FeatureScan(Modality modality, string split, IReadOnlyList<string> ids, ProblemList problems)
{
    readonly List<string> nan = [];
    readonly List<string> infinite = [];
    readonly List<string> missing = [];
    readonly List<string> paddedInFront = [];
    readonly List<string> zeroInside = [];
    readonly List<string> wrongLength = [];

    string Key => modality.ToString().ToLowerInvariant();

    /// <summary>Describes the sequences and adds what is wrong with them; null if they are none.</summary>
    /// <param name="features">An array (N,T,D) or (N,D), or a list of N arrays (T,D).</param>
    /// <param name="lengths">What the file says of their lengths, if it does.</param>
    public LengthAudit? Run(object features, IReadOnlyList<float>? lengths)
    {
        if (Sequences(features) is not { } sequences) return null;
        int[] steps = new int[ids.Count];
        for (int i = 0; i < steps.Length; i++) steps[i] = Scan(ids[i], sequences, sequences.Rows(i).Span, (long?)lengths?[i]);

        void Add(AuditSeverity severity, string code, string key, string what, List<string> which) =>
            problems.Add(severity, code, split, key, what, which);
        Add(AuditSeverity.Warning, "nan", Key, "NaN among the features; read as 0", nan);
        Add(AuditSeverity.Warning, "infinity", Key, "infinite values among the features; read as 0", infinite);
        Add(AuditSeverity.Warning, "wrong-length", $"{Key}_lengths",
            "the stated length contradicts the data; the data is believed", wrongLength);
        Add(AuditSeverity.Note, "missing-modality", Key, "all zero: the modality is missing for these utterances", missing);
        Add(AuditSeverity.Note, "left-padding", Key, "padded in front; the padding is cut off", paddedInFront);
        Add(AuditSeverity.Note, "zero-rows", Key, "all-zero steps inside the sequence; they are kept", zeroInside);
        return LengthAudit.Of(modality, sequences.Padded, sequences.Width, steps);
    }

    FeatureRows? Sequences(object features)
    {
        if (MmsaValues.Sequences(features) is { } each)
        {
            if (each.Count != ids.Count || !each.Any(s => s is { Count: > 0 })) return null;
            FeatureRows rows = new(each);
            return each.All(s => s is not { Count: > 0 } || s.Shape[^1] == rows.Width) ? rows : null;
        }
        return features is NdArray { IsNumeric: true, Shape.Count: 2 or 3, Count: > 0 } array && array.Shape[0] == ids.Count
            ? new FeatureRows(array)
            : null;
    }

    int Scan(string id, FeatureRows sequences, Span<float> rows, long? stated)
    {
        bool hasNan = false, hasInfinite = false;
        foreach (ref float value in rows)
        {
            if (float.IsFinite(value)) continue;
            if (float.IsNaN(value)) hasNan = true;
            else hasInfinite = true;
            value = 0;
        }
        SequenceBounds bounds = sequences.Bounds(rows, stated);
        if (hasNan) nan.Add(id);
        if (hasInfinite) infinite.Add(id);
        if (bounds.LengthIsWrong) wrongLength.Add(id);
        if (bounds.Steps == 0) missing.Add(id);
        else if (bounds.Start > 0) paddedInFront.Add(id);
        for (int step = bounds.Start; step < bounds.Start + bounds.Steps; step++)
        {
            if (rows.Slice(step * sequences.Width, sequences.Width).ContainsAnyExcept(0f)) continue;
            zeroInside.Add(id);
            break;
        }
        return bounds.Steps;
    }
}
