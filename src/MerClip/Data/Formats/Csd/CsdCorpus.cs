using MerClip.Data.Pickle;

namespace MerClip.Data.Formats.Csd;

/// <summary>Makes utterances of computational sequences: a row of the labels is one, and what lies in its time is its
/// words, steps of features and, from a second sequence of labels, its emotions.</summary>
static class CsdCorpus
{
    const double Epsilon = CsdAligner.Epsilon;

    const string Pause = "sp";

    static readonly (CsdRole Role, string Key)[] Features =
        [(CsdRole.Text, "text"), (CsdRole.Audio, "audio"), (CsdRole.Vision, "vision")];

    /// <summary>All utterances of videos that are in the folds, in MMSA's layout.</summary>
    /// <param name="sequences">The sequences; labels must be among them.</param>
    /// <param name="folder">Where folds may lie.</param>
    /// <param name="alignment">Makes one step a word of all features; null keeps their own steps.</param>
    /// <param name="part">Keeps the videos that are finished; null keeps them in memory.</param>
    /// <param name="progress">Told the share of the videos that is done.</param>
    /// <param name="leftOut">Utterances whose videos are in no fold, or that the SDK's way of aligning leaves out.</param>
    /// <exception cref="InputException">There are no labels, or none that are known, or no folds, or no words to align
    /// to.</exception>
    public static PickleDictionary Read(CsdSequences sequences, string folder, AlignmentMode? alignment, CsdPart? part,
        Action<double>? progress, out IReadOnlyList<string> leftOut)
    {
        List<string> left = [];
        leftOut = left;
        CsdFile labels = sequences[CsdRole.Labels] ?? throw new InputException($"{sequences.Name}: has no sequence of labels, "
            + "whose rows are the utterances; put the .csd of the labels into the folder");
        string[] videos = [.. labels.Entries.Select(CsdSequences.VideoOf).Distinct()];
        Folds folds = Folds.For(folder, videos);
        if (alignment is not null && sequences[CsdRole.Text] is null && sequences[CsdRole.Words] is null)
            throw new InputException($"{sequences.Name}: has no words to align to; put the .csd of words or word vectors there");
        CsdLabelTable table = new(sequences, labels);
        CsdLabelTable? more = sequences[CsdRole.OtherLabels] is { } other ? new CsdLabelTable(sequences, other) : null;
        Dictionary<Split, Rows> splits = Enum.GetValues<Split>().ToDictionary(s => s, s => new Rows());
        foreach (var (i, video) in videos.Index())
        {
            if (table.Of(video) is not { } rows) continue;
            IEnumerable<string> ids = Enumerable.Range(0, rows.Rows).Select(clip => Id(video, clip));
            if (folds[video] is not { } split)
            {
                left.AddRange(ids);
                continue;
            }
            IReadOnlyList<CsdClip>? clips = part?.Find(video);
            if (clips is null)
            {
                clips = Clips(sequences, video, rows, table, more, alignment);
                if (part is not null) clips = part.Add(video, clips);
                progress?.Invoke((i + 1.0) / videos.Length);
            }
            splits[split].Add(clips);
            if (clips.Count < rows.Rows) left.AddRange(ids.Except(clips.Select(c => c.Id)));
        }
        bool emotions = table.Columns.Emotions.Length > 0 || more?.Columns.Emotions.Length > 0;
        return PickleDictionary.Of(splits.Select(s => (s.Key.ToString().ToLowerInvariant(),
            (object?)s.Value.Entries(Features.Where(f => sequences[f.Role] is not null).Select(f => f.Key), emotions))));
    }

    static List<CsdClip> Clips(CsdSequences sequences, string video, CsdEntry labels, CsdLabelTable table, CsdLabelTable? more,
        AlignmentMode? alignment)
    {
        List<CsdClip> clips = [];
        CsdEntry? words = sequences.Of(CsdRole.Words, video), others = more?.Of(video);
        Dictionary<string, CsdEntry?> features = Features.Where(f => sequences[f.Role] is not null)
            .ToDictionary(f => f.Key, f => sequences.Of(f.Role, video));
        if (alignment is { } mode) features = CsdWords.Aligned(sequences.Of(CsdRole.Text, video) ?? words, features, mode);
        CsdAligner? said = words?.Words is null ? null : new CsdAligner(words);
        Dictionary<string, CsdAligner?> steps = features.ToDictionary(f => f.Key, f => f.Value is null ? null : new CsdAligner(f.Value));
        for (int clip = 0; clip < labels.Rows; clip++)
        {
            double start = labels.Start(clip), end = labels.End(clip);
            string text = string.Join(' ', said?.Within(start, end).Words!.Where(w => w != Pause) ?? []);
            int same = others is null ? -1 : Enumerable.Range(0, others.Rows)
                .FirstOrDefault(r => Math.Abs(others.Start(r) - start) < Epsilon && Math.Abs(others.End(r) - end) < Epsilon, -1);
            float[][] label = same < 0 ? [table.Emotions(labels, clip)] : [table.Emotions(labels, clip), more!.Emotions(others!, same)];
            float sentiment = float.IsNaN(table.Sentiment(labels, clip)) && same >= 0
                ? more!.Sentiment(others!, same)
                : table.Sentiment(labels, clip);
            clips.Add(new CsdClip(Id(video, clip), start, end, text, sentiment, Array.Find(label, l => l.Length > 0),
                steps.ToDictionary(f => f.Key, f => Steps(f.Value?.Within(start, end)))));
        }
        // The SDK's unify and hard_unify: what is not in every sequence goes.
        if (alignment == AlignmentMode.Sdk) clips.RemoveAll(c => c.Features.Values.Any(f => f is null));
        return clips;
    }

    static string Id(string video, int clip) => $"{video}$_${clip}";

    static NdArray? Steps(CsdEntry? entry) =>
        entry is null or { Rows: 0 } ? null : NdArray.Of(entry.Features, entry.Rows, entry.Width);

    sealed class Rows
    {
        readonly List<CsdClip> clips = [];

        public void Add(IReadOnlyList<CsdClip> ofVideo) => clips.AddRange(ofVideo);

        public PickleDictionary Entries(IEnumerable<string> keys, bool emotions)
        {
            PickleDictionary entries = PickleDictionary.Of(("raw_text", clips.ConvertAll(c => (object?)c.Text)),
                ("id", clips.ConvertAll(c => (object?)c.Id)),
                ("clip_times", NdArray.Of(clips.SelectMany(c => new[] { (float)c.Start, (float)c.End }).ToArray(), clips.Count, 2)),
                ("regression_labels", NdArray.Of(clips.Select(c => c.Sentiment).ToArray(), clips.Count)));
            foreach (string key in keys) SequenceLists.Set(entries, key, clips.ConvertAll(c => (object?)c.Features.GetValueOrDefault(key)));
            int width = MmsaReader.DefaultEmotions.Count;
            if (emotions)
                entries.TrySet("emotion_labels", NdArray.Of(
                    clips.SelectMany(c => c.Emotions ?? [.. Enumerable.Repeat(float.NaN, width)]).ToArray(), clips.Count, width));
            return entries;
        }
    }
}
