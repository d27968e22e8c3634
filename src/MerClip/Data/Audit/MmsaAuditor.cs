using MerClip.Data.Audit.Checks;
using MerClip.Data.Pickle;

namespace MerClip.Data.Audit;

/// <summary>Examines the content of a pickle in MMSA's layout, or of what was meant as one.</summary>
sealed class MmsaAuditor
{
    static readonly string[] SplitNames = [.. Enum.GetNames<Split>().Select(n => n.ToLowerInvariant())];

    readonly FeatureCheck features = new();
    readonly IAuditCheck[] checks;

    readonly PickleDictionary root;
    readonly ProblemList problems = new();
    readonly Dictionary<string, string> splitOfId = [];

    /// <param name="root">The content.</param>
    /// <param name="leftOut">Utterances that the files have and no split.</param>
    public MmsaAuditor(PickleDictionary root, IReadOnlyList<string> leftOut)
    {
        problems.Add(AuditSeverity.Warning, "left-out", "", "", "in no split: their videos are in no fold", leftOut);
        this.root = root;
        // A new check is one line here.
        checks = [new DuplicateCheck(), features, new TranscriptCheck(), new AgreementCheck(), new LabelCheck(), new SpeakerCheck()];
        OtherKeys = [.. root.Names.Except(SplitNames).Select(InputException.Shown)];
        Splits = [.. SplitNames.Where(n => root.TryGetValue(n, out object? value) && value is PickleDictionary)
            .Select(n => Examine(n, (PickleDictionary)root[n]!))];
    }

    public IReadOnlyList<string> OtherKeys { get; }

    public IReadOnlyList<SplitAudit> Splits { get; }

    public IReadOnlyList<ScaleAudit> Scales => features.Scales;

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
            problems.Add(AuditSeverity.Error, "unreadable", "", "", e.Message);
            return null;
        }
    }

    /// <summary>Examines what was read: whatever needs the utterances whole.</summary>
    public ReadoutAudit[] Check(Corpus corpus)
    {
        foreach (IAuditCheck check in checks) check.Run(corpus, problems);
        return LeakCheck.Run(corpus, problems);
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
            if (entries.GetValueOrDefault(key) is not { } features) continue;
            object? stated = entries.GetValueOrDefault($"{key}_lengths");
            float[]? numbers = MmsaValues.TryNumbers(stated, out float[] found, out _, out int width, out _)
                && width == 1 && found.Length == ids.Length ? found : null;
            if (new FeatureScan(modality, split, ids, problems).Run(features, numbers) is { } length) lengths.Add(length);
        }
        return new SplitAudit(split, ids.Length, ids.Select(Utterance.VideoOf).Distinct().Count(), arrays, labels, lengths);
    }

    void ExamineIds(string split, string[] ids)
    {
        List<string> twice = [], elsewhere = [];
        HashSet<string> seen = [];
        foreach (string id in ids)
        {
            if (!seen.Add(id)) twice.Add(id);
            else if (!splitOfId.TryAdd(id, split)) elsewhere.Add(id);
        }
        problems.Add(AuditSeverity.Error, "repeated-id", split, "id", "occurs more than once in the split", twice);
        problems.Add(AuditSeverity.Error, "id-in-two-splits", split, "id", "occurs in another split too", elsewhere);
    }

    void ExamineTexts(string split, string[] ids, PickleDictionary entries)
    {
        if (!MmsaValues.TryTexts(entries.GetValueOrDefault("raw_text"), out string[] texts, out _)) return;
        if (texts.Length != ids.Length) return;
        problems.Add(AuditSeverity.Warning, "empty-text", split, "raw_text", "empty texts",
            [.. ids.Where((_, i) => string.IsNullOrWhiteSpace(texts[i]))]);
    }

    LabelAudit? ExamineLabels(string split, string[] ids, PickleDictionary entries)
    {
        const string Key = "regression_labels";
        object? value = entries.GetValueOrDefault(Key);
        if (!MmsaValues.TryNumbers(value, out float[] labels, out _, out int width, out _) || width != 1) return null;
        if (labels.Length == ids.Length)
        {
            problems.Add(AuditSeverity.Warning, "label-not-finite", split, Key, "labels that are not finite; they are left out",
                Where(v => !float.IsFinite(v)));
            problems.Add(AuditSeverity.Warning, "label-range", split, Key, "labels outside [-3, 3]; metrics clip them",
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
