namespace MerClip.Data.Audit;

/// <summary>Collects the problems of an audit.</summary>
sealed class ProblemList
{
    const int Listed = 100;

    readonly List<AuditProblem> problems = [];

    /// <summary>All of them, the worst first, otherwise as they were found.</summary>
    public IReadOnlyList<AuditProblem> Sorted => [.. problems.OrderByDescending(p => p.Severity)];

    /// <summary>Adds a problem of some utterances, if there are any.</summary>
    public void Add(AuditSeverity severity, string code, string split, string key, string what,
        IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0) return;
        string[] examples = [.. ids.Take(Listed).Select(InputException.Shown)];
        problems.Add(new AuditProblem(severity, code, split, key, what, ids.Count, examples));
    }

    /// <summary>Adds a problem that concerns no utterance in particular.</summary>
    public void Add(AuditSeverity severity, string code, string split, string key, string what) =>
        problems.Add(new AuditProblem(severity, code, split, key, what, 0, []));

    /// <summary>Adds videos that occur in an earlier split, if there are any.</summary>
    public void AddSharedVideos(string split, string key, IReadOnlyCollection<string> videos) =>
        Add(AuditSeverity.Warning, "video-in-two-splits", split, key,
            "videos that occur in another split too: the same speaker and topic on both sides flatters results", videos);
}
