using System.Text.Json;
using Apache.Arrow;
using MerClip.Data.Formats.Layouts;
using MerClip.Data.Pickle;
using MerClip.Data.Stored;

namespace MerClip.Data.Formats;

/// <summary>Gathers the rows of an Arrow file by split, in MMSA's layout.</summary>
/// <param name="file">What messages call it.</param>
/// <param name="spool">Takes the features; null keeps them in memory.</param>
sealed class ArrowRows(string file, Spool? spool)
{
    const string ToDo = "see `merclip convert --help` for the columns";

    readonly Dictionary<string, Rows> splits = Enum.GetNames<Split>().ToDictionary(n => n.ToLowerInvariant(), _ => new Rows());
    List<object?>? emotionNames;

    /// <summary>Takes the rows of a batch.</summary>
    public void Add(RecordBatch batch)
    {
        if (emotionNames is null && batch.Schema.Metadata?.GetValueOrDefault("emotion_names") is { } names)
            emotionNames = [.. JsonSerializer.Deserialize<string[]>(names) ?? []];
        IArrowArray? Column(params IEnumerable<string> names) => names.Select(n => batch.Schema.GetFieldIndex(n))
            .Where(i => i >= 0).Select(i => Checked(batch.Column(i))).FirstOrDefault();
        if (batch.Length < 0) throw new FormatException("has a batch of negative length");
        IArrowArray split = Column("split", "mode") ?? throw Error("has no column 'split'");
        IArrowArray? id = Column("id"), video = Column("video_id"), clip = Column("clip_id");
        if (id is null && (video is null || clip is null)) throw Error("has no column 'id'");
        IArrowArray? text = Column("raw_text"), annotation = Column("annotation", "annotations");
        IArrowArray? sentiment = Column("sentiment", "label", "regression_labels"), emotions = Column("emotions", "emotion_labels");
        Dictionary<string, IArrowArray> features = [];
        foreach (string modality in Enum.GetNames<Modality>().Select(n => n.ToLowerInvariant()))
        {
            if (Column(modality) is not { } column) continue;
            if (!ArrowCells.IsText(column)) features[modality] = column;
            else if (modality == "text") text ??= column;
        }
        IArrowArray?[] given = [split, id, video, clip, text, annotation, sentiment, emotions, .. features.Values];
        if (given.Any(c => c is not null && c.Length < batch.Length)) throw new FormatException("has a column of fewer rows");
        for (int row = 0; row < batch.Length; row++)
        {
            string called = ArrowCells.Text(split, row) ?? "";
            Rows rows = splits[SplitNames.Canonical(called)
                ?? throw Error($"has the split '{InputException.Shown(called)}' in row {row}")];
            rows.Ids.Add((id is null
                ? $"{ArrowCells.Text(video!, row)}$_${ArrowCells.Text(clip!, row)}"
                : ArrowCells.Text(id, row)) ?? throw Error($"has no id in row {row}"));
            rows.Texts.Add(text is null ? "" : ArrowCells.Text(text, row) ?? "");
            rows.Annotations.Add(annotation is null ? "" : ArrowCells.Text(annotation, row) ?? "");
            rows.Sentiments.Add(sentiment is null ? float.NaN : ArrowCells.Number(sentiment, row));
            if (emotions is not null && ArrowCells.List(emotions, row) is var (values, start, count))
                rows.Emotions.Add(ArrowCells.Numbers(values, start, count));
            foreach ((string modality, IArrowArray column) in features)
                rows.Feature(modality).Add(Sequence(column, row));
        }
    }

    /// <summary>All rows.</summary>
    public PickleDictionary Root()
    {
        if (splits.Values.All(s => s.Ids.Count == 0)) throw Error("has no rows");
        PickleDictionary root = PickleDictionary.Of(splits.Select(s => (s.Key, (object?)s.Value.Entries())));
        if (emotionNames is not null) root.TrySet("emotion_names", emotionNames);
        return root;
    }

    static IArrowArray Checked(IArrowArray column)
    {
        ArrowBounds.Check(column.Data);
        return column;
    }

    NdArray? Sequence(IArrowArray column, int row)
    {
        if (ArrowCells.List(column, row) is not var (steps, first, count) || count == 0) return null;
        if (steps is not (ListArray or LargeListArray or FixedSizeListArray))
            return Kept(ArrowCells.Numbers(steps, first, count), 1, count);
        if (first < 0 || count < 0 || count > steps.Length - first) throw new FormatException("has lists beyond their values");
        List<float[]> rows = [];
        for (int step = 0; step < count; step++)
        {
            if (ArrowCells.List(steps, first + step) is not var (values, start, width)) throw new FormatException("lacks a step");
            rows.Add(ArrowCells.Numbers(values, start, width));
            if (rows[step].Length != rows[0].Length) throw new FormatException("has steps of different width");
        }
        return Kept([.. rows.SelectMany(r => r)], count, rows[0].Length);
    }

    NdArray Kept(float[] values, params int[] shape) => spool?.Add(values, shape) ?? NdArray.Of(values, shape);

    InputException Error(string what) => new($"{file}: {what}; {ToDo}");

    sealed class Rows
    {
        readonly Dictionary<string, List<object?>> features = [];

        public List<object?> Ids { get; } = [];

        public List<object?> Texts { get; } = [];

        public List<object?> Annotations { get; } = [];

        public List<float> Sentiments { get; } = [];

        public List<float[]> Emotions { get; } = [];

        public List<object?> Feature(string modality)
        {
            if (!features.TryGetValue(modality, out List<object?>? column)) features[modality] = column = [];
            return column;
        }

        public PickleDictionary Entries()
        {
            PickleDictionary entries = PickleDictionary.Of(("raw_text", Texts), ("id", Ids));
            foreach ((string modality, List<object?> column) in features) SequenceLists.Set(entries, modality, column);
            if (Annotations.Exists(a => a is not "")) entries.TrySet("annotations", Annotations);
            if (Sentiments.Exists(s => !float.IsNaN(s)))
                entries.TrySet("regression_labels", NdArray.Of(Sentiments.ToArray(), Sentiments.Count));
            if (Emotions.Exists(e => e.Length != Emotions[0].Length)) throw new FormatException("has rows with other emotions");
            if (Emotions.Count > 0)
                entries.TrySet("emotion_labels", NdArray.Of(Emotions.SelectMany(e => e).ToArray(), Emotions.Count, Emotions[0].Length));
            return entries;
        }
    }
}
