namespace MerClip.Data.Audit;

/// <summary>Ridge regression of a number on standardised features, solved exactly.</summary>
sealed class RidgeReadout
{
    /// <summary>Per utterance; of little influence for the hundreds of utterances that splits have.</summary>
    const double Penalty = 0.1;

    readonly double[] mean;
    readonly double[] scale;
    readonly double[] weights;
    readonly double offset;

    /// <summary>Fits rows <c>[N][D]</c> to N values; N ≥ 1.</summary>
    public RidgeReadout(IReadOnlyList<double[]> rows, IReadOnlyList<float> values)
    {
        int width = rows[0].Length;
        mean = [.. Enumerable.Range(0, width).Select(d => rows.Average(r => r[d]))];
        scale = [.. Enumerable.Range(0, width)
            .Select(d => 1 / (1e-8 + Math.Sqrt(rows.Average(r => (r[d] - mean[d]) * (r[d] - mean[d])))))];
        offset = values.Average(v => (double)v);
        double[][] gram = [.. Enumerable.Range(0, width).Select(_ => new double[width])];
        double[] moment = new double[width];
        for (int n = 0; n < rows.Count; n++)
        {
            double[] row = Standardised(rows[n]);
            for (int i = 0; i < width; i++)
            {
                moment[i] += row[i] * (values[n] - offset);
                for (int j = 0; j <= i; j++) gram[i][j] += row[i] * row[j];
            }
        }
        for (int i = 0; i < width; i++) gram[i][i] += Penalty * rows.Count;
        weights = Solve(gram, moment);
    }

    /// <summary>The value that a row reads as.</summary>
    public double Read(double[] row) => offset + Standardised(row).Zip(weights, (a, b) => a * b).Sum();

    // Cholesky: gram = L Lᵀ, in place in the lower triangle; then two triangular systems.
    static double[] Solve(double[][] gram, double[] moment)
    {
        int n = moment.Length;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = gram[i][j];
                for (int k = 0; k < j; k++) rest -= gram[i][k] * gram[j][k];
                gram[i][j] = i == j ? Math.Sqrt(rest) : rest / gram[j][j];
            }
        }
        double[] x = [.. moment];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++) x[i] -= gram[i][k] * x[k];
            x[i] /= gram[i][i];
        }
        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++) x[i] -= gram[k][i] * x[k];
            x[i] /= gram[i][i];
        }
        return x;
    }

    double[] Standardised(double[] row)
    {
        double[] result = new double[row.Length];
        for (int d = 0; d < row.Length; d++) result[d] = (row[d] - mean[d]) * scale[d];
        return result;
    }
}
