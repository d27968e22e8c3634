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

    /// <summary>Describes the sequences and adds what is wrong with them; null if the array is none of features.</summary>
    public LengthAudit? Run(NdArray array, IReadOnlyList<float>? lengths)
    {
        if (!array.IsNumeric || array.Shape.Count is not (2 or 3)) return null;
        if (array.Count == 0 || array.Shape[0] != ids.Count) return null;
        int padded = array.Shape.Count == 3 ? array.Shape[1] : 1;
        int width = array.Shape[^1];
        float[] values = array.ToSingles();
        int[] steps = new int[ids.Count];
        for (int i = 0; i < steps.Length; i++)
            steps[i] = Scan(ids[i], values.AsSpan(i * padded * width, padded * width), padded, (long?)lengths?[i]);

        problems.Add(AuditSeverity.Warning, split, Key, "NaN among the features; read as 0", nan);
        problems.Add(AuditSeverity.Warning, split, Key, "infinite values among the features; read as 0", infinite);
        problems.Add(AuditSeverity.Warning, split, $"{Key}_lengths",
            "the stated length contradicts the data; the data is believed", wrongLength);
        problems.Add(AuditSeverity.Note, split, Key, "all zero: the modality is missing for these utterances", missing);
        problems.Add(AuditSeverity.Note, split, Key, "padded in front; the padding is cut off", paddedInFront);
        problems.Add(AuditSeverity.Note, split, Key, "all-zero steps inside the sequence; they are kept", zeroInside);
        return LengthAudit.Of(modality, padded, width, steps);
    }

    int Scan(string id, Span<float> rows, int padded, long? stated)
    {
        bool hasNan = false, hasInfinite = false;
        foreach (ref float value in rows)
        {
            if (float.IsFinite(value)) continue;
            if (float.IsNaN(value)) hasNan = true;
            else hasInfinite = true;
            value = 0;
        }
        SequenceBounds bounds = SequenceBounds.Find(rows, padded, stated);
        if (hasNan) nan.Add(id);
        if (hasInfinite) infinite.Add(id);
        if (bounds.LengthIsWrong) wrongLength.Add(id);
        if (bounds.Steps == 0) missing.Add(id);
        else if (bounds.Start > 0) paddedInFront.Add(id);
        int width = rows.Length / padded;
        for (int step = bounds.Start; step < bounds.Start + bounds.Steps; step++)
        {
            if (rows.Slice(step * width, width).ContainsAnyExcept(0f)) continue;
            zeroInside.Add(id);
            break;
        }
        return bounds.Steps;
    }
}
