using MerClip.Data.Pickle;

namespace MerClip.Data.Audit;

/// <summary>Examines the content of a pickle in MMSA's layout, or of what was meant as one.</summary>
sealed class MmsaAuditor
{
    /// <summary>Words tell sentiment that well; sounds and faces described without the labels hardly do.</summary>
    const double Suspicious = 0.5;

    static readonly string[] SplitNames = [.. Enum.GetNames<Split>().Select(n => n.ToLowerInvariant())];

    readonly PickleDictionary root;
    readonly ProblemList problems = new();
    readonly Dictionary<string, string> splitOfId = [];
    readonly Dictionary<string, string> splitOfVideo = [];

    public MmsaAuditor(PickleDictionary root)
    {
        this.root = root;
        OtherKeys = [.. root.Names.Except(SplitNames).Select(InputException.Shown)];
        Splits = [.. SplitNames.Where(n => root.TryGetValue(n, out object? value) && value is PickleDictionary)
            .Select(n => Examine(n, (PickleDictionary)root[n]!))];
    }

    public IReadOnlyList<string> OtherKeys { get; }

    public IReadOnlyList<SplitAudit> Splits { get; }

    public IReadOnlyList<AuditProblem> Problems => problems.Sorted;

    /// <summary>The corpus; null, with the reason among the problems, if the file cannot be used.</summary>
    public Corpus? ReadCorpus(string name)
    {
        try
        {
            return MmsaReader.Read(root, name);
        }
        catch (InputException e)
        {
            problems.Add(AuditSeverity.Error, "", "", e.Message);
            return null;
        }
    }

    public ReadoutAudit[] Readouts(Corpus corpus)
    {
        ReadoutAudit[] readouts = [.. new[] { Modality.Audio, Modality.Vision }
            .Select(m => LabelReadout.Of(corpus, m)).OfType<ReadoutAudit>()];
        foreach (ReadoutAudit readout in readouts.Where(r => Math.Max(r.WithinTrain, r.OnValid) > Suspicious))
        {
            problems.Add(AuditSeverity.Warning, "", readout.Modality.ToString().ToLowerInvariant(),
                FormattableString.Invariant($"gives the labels away: a linear readout correlates with them at ")
                + FormattableString.Invariant($"{readout.WithinTrain:F2} within train and {readout.OnValid:F2} on valid, ")
                + "typical of an extractor that was trained on these labels; "
                + "find out how the features were made before trusting results");
        }
        return readouts;
    }

    SplitAudit Examine(string split, PickleDictionary entries)
    {
        ArrayAudit[] arrays = [.. entries.Names.Select(key => Described(InputException.Shown(key), entries[key]))];
        MmsaValues.TryTexts(entries.GetValueOrDefault("id"), out string[] ids, out _);
        ExamineIds(split, ids);
        ExamineTexts(split, ids, entries);
        LabelAudit? labels = ExamineLabels(split, ids, entries);
        List<LengthAudit> lengths = [];
        foreach (Modality modality in Enum.GetValues<Modality>())
        {
            string key = modality.ToString().ToLowerInvariant();
            if (entries.GetValueOrDefault(key) is not NdArray array) continue;
            object? stated = entries.GetValueOrDefault($"{key}_lengths");
            float[]? numbers = MmsaValues.TryNumbers(stated, out float[] found, out _, out int width, out _)
                && width == 1 && found.Length == ids.Length ? found : null;
            if (new FeatureScan(modality, split, ids, problems).Run(array, numbers) is { } length) lengths.Add(length);
        }
        return new SplitAudit(split, ids.Length, ids.Select(Utterance.VideoOf).Distinct().Count(), arrays, labels, lengths);
    }

    void ExamineIds(string split, string[] ids)
    {
        List<string> twice = [], elsewhere = [], videos = [];
        HashSet<string> seen = [];
        foreach (string id in ids)
        {
            if (!seen.Add(id)) twice.Add(id);
            else if (!splitOfId.TryAdd(id, split)) elsewhere.Add(id);
        }
        foreach (string video in ids.Select(Utterance.VideoOf).Distinct())
            if (!splitOfVideo.TryAdd(video, split)) videos.Add(video);
        problems.Add(AuditSeverity.Error, split, "id", "occurs more than once in the split", twice);
        problems.Add(AuditSeverity.Error, split, "id", "occurs in another split too", elsewhere);
        problems.AddSharedVideos(split, "id", videos);
    }

    void ExamineTexts(string split, string[] ids, PickleDictionary entries)
    {
        if (!MmsaValues.TryTexts(entries.GetValueOrDefault("raw_text"), out string[] texts, out _)) return;
        if (texts.Length != ids.Length) return;
        problems.Add(AuditSeverity.Warning, split, "raw_text", "empty texts",
            [.. ids.Where((_, i) => string.IsNullOrWhiteSpace(texts[i]))]);
    }

    LabelAudit? ExamineLabels(string split, string[] ids, PickleDictionary entries)
    {
        const string Key = "regression_labels";
        object? value = entries.GetValueOrDefault(Key);
        if (!MmsaValues.TryNumbers(value, out float[] labels, out _, out int width, out _) || width != 1) return null;
        if (labels.Length == ids.Length)
        {
            problems.Add(AuditSeverity.Warning, split, Key, "labels that are not finite", Where(v => !float.IsFinite(v)));
            problems.Add(AuditSeverity.Warning, split, Key, "labels outside [-3, 3]",
                Where(v => float.IsFinite(v) && Math.Abs(v) > 3));
        }
        return LabelAudit.Of(labels);

        string[] Where(Predicate<float> test) => [.. ids.Where((_, i) => test(labels[i]))];
    }

    static ArrayAudit Described(string key, object? value) => value switch
    {
        NdArray array => new ArrayAudit(key, array.DType, array.Shape),
        List<object?> list => new ArrayAudit(key, "list", [list.Count]),
        object?[] tuple => new ArrayAudit(key, "tuple", [tuple.Length]),
        _ => new ArrayAudit(key, MmsaValues.Described(value), []),
    };
}
