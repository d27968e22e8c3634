namespace MerClip.Data.Formats.Csd;

/// <summary>Finds the rows of a sequence that meet an interval, and makes one row of them.</summary>
/// <remarks>The rule is that of <c>mmdataset.align</c> of the CMU SDK 1.2.0: rows are sorted by start; a row meets an interval if
/// it starts before the interval's end and ends after its start, both within a tolerance; what they share is its time, and
/// rows that share no more than the tolerance are dropped.</remarks>
sealed class CsdAligner
{
    /// <summary>Times that differ by less are the same: the SDK's tolerance, in seconds.</summary>
    public const double Epsilon = 10e-6;

    readonly CsdEntry rows;
    readonly double[] latestEnd;

    /// <param name="rows">Sorted by start, as <see cref="CsdEntry.Joined"/> gives them.</param>
    public CsdAligner(CsdEntry rows)
    {
        this.rows = rows;
        // Ends need not rise with starts, their running maximum does: it tells from which row on something can meet.
        latestEnd = new double[rows.Rows];
        double latest = double.NegativeInfinity;
        for (int row = 0; row < latestEnd.Length; row++)
        {
            if (rows.End(row) > latest) latest = rows.End(row);
            latestEnd[row] = latest;
        }
    }

    /// <summary>Features a row.</summary>
    public int Width => rows.Width;

    /// <summary>The rows that meet an interval, each with the time that they share.</summary>
    public IEnumerable<(int Row, double Start, double End)> Meeting(double start, double end)
    {
        for (int row = First(start - Epsilon); row < rows.Rows && end - rows.Start(row) > -Epsilon; row++)
        {
            if (rows.End(row) - start <= -Epsilon) continue;
            double from = Math.Max(rows.Start(row), start), to = Math.Min(rows.End(row), end);
            if (Math.Abs(from - to) > Epsilon) yield return (row, from, to);
        }
    }

    /// <summary>The rows that meet an interval, as they are.</summary>
    public CsdEntry Within(double start, double end) => rows.Select([.. Meeting(start, end).Select(m => m.Row)]);

    /// <summary>One row for an interval, of all that meet it; null if none does.</summary>
    /// <returns>In the SDK's way its time is that from the first to the last row met, within the interval; in the corrected way it
    /// is the interval.</returns>
    public CsdStep? Collapse(double start, double end, AlignmentMode mode)
    {
        (int Row, double Start, double End)[] met = [.. Meeting(start, end)];
        if (met.Length == 0) return null;
        if (mode == AlignmentMode.Corrected) return new CsdStep(WeightedMean(met), start, end);
        // Rows that end before they start go into the SDK's bounds by both of their times.
        return new CsdStep(Mean(met), met.Min(m => Math.Min(m.Start, m.End)), met.Max(m => Math.Max(m.Start, m.End)));
    }

    // In float32 and row after row, as NumPy adds along the first axis: the same to the last bit.
    float[] Mean((int Row, double, double)[] met)
    {
        float[] sum = rows.Row(met[0].Row).ToArray();
        foreach (var (row, _, _) in met.AsSpan(1))
        {
            ReadOnlySpan<float> values = rows.Row(row);
            for (int d = 0; d < sum.Length; d++) sum[d] += values[d];
        }
        return Array.ConvertAll(sum, s => s / met.Length);
    }

    float[] WeightedMean((int, double, double)[] met)
    {
        double[] sum = new double[Width], weight = new double[Width];
        foreach (var (row, from, to) in met)
        {
            ReadOnlySpan<float> values = rows.Row(row);
            for (int d = 0; d < sum.Length; d++)
            {
                if (!float.IsFinite(values[d])) continue;
                sum[d] += Math.Abs(to - from) * values[d];
                weight[d] += Math.Abs(to - from);
            }
        }
        return [.. sum.Zip(weight, (s, w) => w == 0 ? 0 : (float)(s / w))];
    }

    int First(double end)
    {
        int low = 0, high = latestEnd.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (latestEnd[middle] > end) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
