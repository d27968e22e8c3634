namespace MerClip.Data.Audit.Checks;

/// <summary>Videos, and so speakers, on both sides of a split.</summary>
sealed class SpeakerCheck : IAuditCheck
{
    const int EnoughUtterances = 20;

    public void Run(Corpus corpus, ProblemList problems)
    {
        HashSet<string> before = [];
        foreach (Split split in Enum.GetValues<Split>())
        {
            string[] videos = [.. corpus[split].Select(u => u.Video).Distinct()];
            problems.AddSharedVideos(split.ToString().ToLowerInvariant(), "id", [.. videos.Where(before.Contains)]);
            before.UnionWith(videos);
        }
        int utterances = corpus.All.Count();
        if (utterances >= EnoughUtterances && before.Count == utterances)
            problems.Add(AuditSeverity.Note, "no-videos", "", "id", "ids do not say which utterances are of one video "
                + "(VIDEO$_$CLIP), so that speakers on both sides of a split cannot be found");
    }
}
