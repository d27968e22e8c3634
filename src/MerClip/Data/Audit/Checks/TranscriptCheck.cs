namespace MerClip.Data.Audit.Checks;

/// <summary>Texts that are no transcripts: ids, paths, mark-up, numbers, broken characters, or one text for all.</summary>
sealed class TranscriptCheck : IAuditCheck
{
    const int FewestUtterances = 20;

    /// <summary>No more than this part of a corpus says the same.</summary>
    const double SameText = 0.2;

    // UTF-8 read as Windows-1252: é, ’, “, …
    static readonly string[] Broken = ["Ã©", "Ã¨", "Ã¡", "â€™", "â€œ", "â€¦", "ï¿½", "\uFFFD"];

    static readonly string[] Files = [".mp4", ".wav", ".avi", ".txt", ".jpg", ".npy"];

    public void Run(Corpus corpus, ProblemList problems)
    {
        Utterance[] all = [.. corpus.All.Where(u => !string.IsNullOrWhiteSpace(u.Text))];
        void Find(string code, string what, Func<Utterance, bool> has) =>
            problems.Add(AuditSeverity.Warning, code, "", "raw_text", what, [.. all.Where(has).Select(u => u.Id)]);
        Find("text-is-id", "the text is an id or a file, not what was said", u => u.Text == u.Id || u.Text == u.Video
            || Array.Exists(Files, f => u.Text.EndsWith(f, StringComparison.OrdinalIgnoreCase)) || u.Text.Contains("://"));
        Find("text-without-letters", "the text has no letters: numbers of words, or a label", u => !u.Text.Any(char.IsLetter));
        Find("text-is-markup", "the text is mark-up or data, not what was said", u => u.Text.TrimStart() is ['<', ..] or ['{', ..]
            && u.Text.TrimEnd() is [.., '>'] or [.., '}']);
        Find("broken-characters", "the text was read in a wrong encoding at some time",
            u => Array.Exists(Broken, b => u.Text.Contains(b, StringComparison.Ordinal)));
        if (all.Length < FewestUtterances) return;
        IGrouping<string, Utterance> most = all.GroupBy(u => u.Text).MaxBy(g => g.Count())!;
        if (most.Count() > SameText * all.Length)
            problems.Add(AuditSeverity.Warning, "one-text", "", "raw_text",
                $"many utterances have one and the same text, '{InputException.Shown(most.Key)}'", [.. most.Select(u => u.Id)]);
    }
}
