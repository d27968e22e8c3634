using MerClip.Evaluation;

namespace MerClip.Sweeps;

/// <summary>The combination that was best on validation. Its test scores are read when it has won, and of no other.</summary>
/// <param name="Settings">What varies, and its values.</param>
/// <param name="RankedBy">The metric on validation.</param>
/// <param name="ValidMean">Its mean there over the seeds.</param>
/// <param name="ValidStd">Its sample standard deviation there; NaN if there is one seed.</param>
/// <param name="Trials">The winner's trials.</param>
public sealed record SweepWinner(IReadOnlyDictionary<string, string> Settings, string RankedBy, double ValidMean, double ValidStd,
    IReadOnlyList<string> Trials)
{
    /// <summary>Says who has won, and reads its test scores for the first and last time.</summary>
    /// <param name="ranking">The ranking on validation.</param>
    /// <param name="folder">The sweep.</param>
    internal static SweepWinner Of(SweepRanking ranking, SweepFolder folder)
    {
        var best = ranking.Places[0];
        SeedSummary.Merge([.. best.Trials.Select(t => SeedSummary.Read(folder.Run(t).Summary))]).Write(folder.WinnerOnTest);
        return new SweepWinner(best.Trials[0].Settings.ToDictionary(), ranking.Metric, best.Mean, best.Std, [.. best.Trials.Select(t => t.Name)]);
    }

    internal static SweepWinner Read(string path) => EvaluationJson.Read<SweepWinner>(path);

    internal void Write(string path) => EvaluationJson.Write(path, this);
}
