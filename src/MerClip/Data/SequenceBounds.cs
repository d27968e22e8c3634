namespace MerClip.Data;

/// <summary>Which rows of a padded sequence are the sequence. Data files pad with all-zero rows, some behind the sequence
/// and some before it, and the lengths that they state are often wrong: the usual ones were computed as the index of the
/// first all-zero row, which is 1 for a sequence padded in front and too small where a silent frame is all zero.</summary>
/// <remarks>
/// The rule, for T rows of which the first and the last that are not all zero are F and L:
/// <list type="number">
/// <item>No row is other than zero: there is no sequence; the modality is missing.</item>
/// <item>A stated length n is believed if 1 ≤ n ≤ T and the rows from n on are all zero (L &lt; n): it then ends before n,
/// so that silence at the end which the length includes is kept.</item>
/// <item>Without a length, or with one that is not believed, it ends after L.</item>
/// <item>It starts at F: zero rows in front are padding. But if a length is believed and there is padding behind (n &lt; T), or none
/// at all (each sequence is an array of its own), they are silence and kept, so that what has a step a word stays in step.</item>
/// </list>
/// A row is all zero after values that are not finite became 0.
/// </remarks>
/// <param name="Start">The first row, counted from 0.</param>
/// <param name="Steps">How many rows; 0 if there is no sequence.</param>
/// <param name="LengthIsWrong">A length was stated and not believed.</param>
readonly record struct SequenceBounds(int Start, int Steps, bool LengthIsWrong)
{
    /// <summary>Finds the bounds.</summary>
    /// <param name="rows">All rows, <c>[steps, width]</c>.</param>
    /// <param name="steps">T, the padded length.</param>
    /// <param name="stated">What the file says the length is, if it does.</param>
    /// <param name="padded">Whether it may be padded at all: it is not an array of its own.</param>
    public static SequenceBounds Find(ReadOnlySpan<float> rows, int steps, long? stated, bool padded)
    {
        int width = steps == 0 ? 0 : rows.Length / steps;
        int firstValue = rows.IndexOfAnyExcept(0f);
        if (firstValue < 0) return new SequenceBounds(0, 0, stated is < 0 || stated > steps);
        int first = firstValue / width;
        int last = rows.LastIndexOfAnyExcept(0f) / width;
        bool believed = stated is { } length && length > last && length <= steps;
        int end = believed ? (int)stated!.Value : last + 1;
        int start = believed && (end < steps || !padded) ? 0 : first;
        return new SequenceBounds(start, end - start, stated is not null && !believed);
    }
}
