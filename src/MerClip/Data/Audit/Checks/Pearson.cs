namespace MerClip.Data.Audit.Checks;

/// <summary>Pearson's correlation.</summary>
static class Pearson
{
    /// <summary>Of pairs; 0 if either is constant.</summary>
    public static double Of(IReadOnlyCollection<(double X, double Y)> pairs)
    {
        double x = pairs.Average(p => p.X), y = pairs.Average(p => p.Y);
        double spread = Math.Sqrt(pairs.Sum(p => (p.X - x) * (p.X - x)) * pairs.Sum(p => (p.Y - y) * (p.Y - y)));
        return spread > 0 ? pairs.Sum(p => (p.X - x) * (p.Y - y)) / spread : 0;
    }
}
