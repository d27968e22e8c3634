using System.Collections.Concurrent;
using MerClip.Media;

namespace MerClip.Data.Audit;

/// <summary>Examines a data set of recordings: its table, which recordings there are, and how long they are.</summary>
sealed class LabelCsvAuditor
{
    /// <summary>ffprobe takes a tenth of a second a file: so many are asked about in each split, evenly chosen.</summary>
    const int MostProbed = 50;

    readonly Corpus corpus;
    readonly ProblemList problems = new();

    public LabelCsvAuditor(Corpus corpus)
    {
        this.corpus = corpus;
        var splits = Enum.GetValues<Split>();
        HashSet<string> videos = [];
        foreach (var split in splits)
        {
            string[] here = [.. corpus[split].Select(u => u.Video).Distinct()];
            problems.AddSharedVideos(Name(split), "video_id", [.. here.Where(videos.Contains)]);
            videos.UnionWith(here);
            Examine(Name(split), corpus[split]);
        }
        Splits = [.. splits.Select(s => new SplitAudit(Name(s), corpus[s].Count, corpus[s].Select(u => u.Video).Distinct().Count(),
            [], LabelAudit.Of(corpus[s].Select(u => u.Sentiment)), []))];
        Recordings = [.. splits.Where(s => corpus[s].Count > 0).Select(s => Measure(Name(s), corpus[s]))];
    }

    public IReadOnlyList<SplitAudit> Splits { get; }

    public IReadOnlyList<RecordingAudit> Recordings { get; }

    public IReadOnlyList<AuditProblem> Problems => problems.Sorted;

    static string Name(Split split) => split.ToString().ToLowerInvariant();

    void Examine(string split, IReadOnlyList<Utterance> utterances)
    {
        string[] Ids(Predicate<Utterance> test) => [.. utterances.Where(u => test(u)).Select(u => u.Id)];
        problems.Add(AuditSeverity.Warning, "empty-text", split, "text", "empty texts", Ids(u => string.IsNullOrWhiteSpace(u.Text)));
        problems.Add(AuditSeverity.Note, "no-label", split, "label", "without a label", Ids(u => float.IsNaN(u.Sentiment)));
        if (corpus.Emotions.Count > 0)
            problems.Add(AuditSeverity.Note, "no-emotions", split, "emotions", "without emotions", Ids(u => u.Emotions is null));
        problems.Add(AuditSeverity.Warning, "no-sound-file", split, "sound",
            "no recording is there: put it at Raw/VIDEO/CLIP.mp4 or .wav", Ids(u => u.Media?.Sound is null));
        problems.Add(AuditSeverity.Warning, "no-frames", split, "frames",
            "no recording is there: put it at Raw/VIDEO/CLIP.mp4, or its pictures into Raw/VIDEO/CLIP",
            Ids(u => u.Media?.Frames is null));
    }

    RecordingAudit Measure(string split, IReadOnlyList<Utterance> utterances)
    {
        static bool IsWav(Utterance u) => u.Media!.Sound!.EndsWith(".wav", StringComparison.OrdinalIgnoreCase);
        Utterance[] sounding = [.. utterances.Where(u => u.Media?.Sound is not null)];
        Utterance[] others = [.. sounding.Where(u => !IsWav(u))];
        int probed = Math.Min(MostProbed, others.Length);
        Utterance[] asked =
            [.. sounding.Where(IsWav), .. Enumerable.Range(0, probed).Select(i => others[(long)i * others.Length / probed])];
        ConcurrentDictionary<string, MediaInfo> found = [];
        ConcurrentDictionary<string, string> wrong = [];
        Parallel.ForEach(asked, utterance =>
        {
            try
            {
                found[utterance.Id] = MediaInfo.Read(utterance.Media!.Sound!);
            }
            catch (InputException e)
            {
                wrong[utterance.Id] = e.Message;
            }
        });
        string[] unread = [.. asked.Select(u => u.Id).Where(wrong.ContainsKey)];
        if (unread.Length > 0)
            problems.Add(AuditSeverity.Error, "unreadable-recording", split, "sound", $"cannot be read: {wrong[unread[0]]}", unread);
        problems.Add(AuditSeverity.Note, "silent-video", split, "sound", "videos without sound",
            [.. asked.Select(u => u.Id).Where(id => found.TryGetValue(id, out var info) && !info.HasSound)]);

        double[] seconds = [.. found.Values.Select(i => i.Seconds).OfType<double>().Order()];
        double[] sorted = [.. seconds.DefaultIfEmpty(0)];
        return new RecordingAudit(split, sounding.Length, utterances.Count(u => u.Media?.Frames is not null), seconds.Length,
            sorted[0], (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted.Average(), sorted[^1]);
    }
}
