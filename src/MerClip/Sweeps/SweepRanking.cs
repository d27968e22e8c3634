using MerClip.Evaluation;

namespace MerClip.Sweeps;

/// <summary>Combinations of settings, best first, by their mean on validation over the seeds.</summary>
public sealed class SweepRanking
{
    SweepRanking(string metric, IReadOnlyList<Place> places) => (Metric, Places) = (metric, places);

    /// <summary>What is ranked by.</summary>
    public string Metric { get; }

    /// <summary>The combinations, best first; equal ones in the order of the sweep.</summary>
    public IReadOnlyList<Place> Places { get; }

    /// <summary>Ranks trials. Only combinations that have every seed are ranked, since some seeds are easier than others.</summary>
    /// <param name="trials">The trials that are done, in the order of the sweep, with their scores on validation.</param>
    /// <param name="seeds">How many seeds a combination has.</param>
    /// <param name="metric">What to rank by; null takes <c>mae</c> where there is one, and the first score otherwise.</param>
    /// <exception cref="InputException">The metric was not measured.</exception>
    public static SweepRanking Of(IReadOnlyList<(Trial Trial, ValidationScores Scores)> trials, int seeds, string? metric = null)
    {
        if (trials.Count == 0) return new SweepRanking(metric ?? "mae", []);
        string by = metric ?? (trials[0].Scores.Names.Contains("mae") ? "mae" : trials[0].Scores.Names.First());
        double sign = Metrics.LowerIsBetter(by) ? 1 : -1;
        return new SweepRanking(by, [.. trials.GroupBy(t => t.Trial.Group).Where(g => g.Count() == seeds)
            .Select(g => Place.Of([.. g.Select(t => t.Trial)], [.. g.Select(t => t.Scores[by])]))
            .OrderBy(p => double.IsNaN(p.Mean) ? double.PositiveInfinity : sign * p.Mean)]);
    }

    /// <summary>A combination of settings.</summary>
    /// <param name="Trials">Its trials, one a seed.</param>
    /// <param name="Mean">The mean on validation.</param>
    /// <param name="Std">The sample standard deviation over the seeds; NaN if there is one seed.</param>
    public sealed record Place(IReadOnlyList<Trial> Trials, double Mean, double Std)
    {
        internal static Place Of(IReadOnlyList<Trial> trials, IReadOnlyList<double> scores)
        {
            double mean = scores.Average();
            double squares = scores.Sum(s => (s - mean) * (s - mean));
            return new Place(trials, mean, scores.Count > 1 ? Math.Sqrt(squares / (scores.Count - 1)) : double.NaN);
        }
    }
}
