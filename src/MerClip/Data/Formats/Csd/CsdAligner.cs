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

    /// <summary>One row for an interval, <c>[Width]</c>; null if none meets it.</summary>
    public float[]? Collapse(double start, double end, AlignmentMode mode)
    {
        double[] sum = new double[rows.Width], weight = new double[rows.Width];
        bool any = false;
        foreach (var (row, from, to) in Meeting(start, end))
        {
            any = true;
            double share = mode == AlignmentMode.Sdk ? 1 : Math.Abs(to - from);
            ReadOnlySpan<float> values = rows.Row(row);
            for (int d = 0; d < sum.Length; d++)
            {
                if (mode == AlignmentMode.Corrected && !float.IsFinite(values[d])) continue;
                sum[d] += share * values[d];
                weight[d] += share;
            }
        }
        return any ? [.. sum.Zip(weight, (s, w) => w == 0 ? 0 : (float)(s / w))] : null;
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
