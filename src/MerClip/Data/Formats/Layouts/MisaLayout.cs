using MerClip.Data.Pickle;

namespace MerClip.Data.Formats.Layouts;

/// <summary>The layout of MISA, MMIM, BBFN and MAG-BERT: a split is a list of segments.</summary>
/// <remarks>A segment is <c>((words, visual, acoustic[, actual_words[, vlen, alen]]), labels, id)</c>: the words as ids of a
/// vocabulary that the file lacks, or as texts; features (T,D), padded behind <c>vlen</c> and <c>alen</c> where these are
/// given; labels (1,1) sentiment, or (1,7) with six emotions in the SDK's order. Sources: MISA's <c>create_dataset.py</c>
/// (commit ec42fad), MMIM's (cd0774c).</remarks>
sealed class MisaLayout : ICorpusLayout
{
    public string Name => "MISA";

    /// <summary>Whether a value is one split of this layout.</summary>
    public static bool IsSplit(object? value) => value is List<object?> { Count: > 0 } list && Segment(list[0]) is not null;

    public bool Fits(PickleDictionary root) => SplitNames.In(root).Any(s => IsSplit(s.Value))
        && SplitNames.In(root).All(s => s.Value is List<object?>);

    public PickleDictionary ToMmsa(PickleDictionary root, string file) => PickleDictionary.Of(
        SplitNames.In(root).Select(s => (s.Name, (object?)Split(s.Name, (List<object?>)s.Value!, file))));

    static PickleDictionary Split(string name, List<object?> segments, string file)
    {
        List<object?> ids = [], texts = [], vision = [], audio = [];
        List<float[]> labels = [];
        for (int i = 0; i < segments.Count; i++)
        {
            InputException Error(string what) => new($"{file}: segment {i} of {name} {what}; "
                + "MISA's are ((words, visual, acoustic, actual words), labels, id)");
            if (Segment(segments[i]) is not ({ } parts, { } label, var id)) throw Error("is no such triple");
            if (PickleText.AsString(id) is not { } text) throw Error("has no id");
            if (!MmsaValues.TryNumbers(label, out float[] values, out _, out _, out _)) throw Error("has no numeric labels");
            if (labels.Count > 0 && values.Length != labels[0].Length) throw Error("has another number of labels than the first");
            ids.Add(ClipId.Of(text));
            labels.Add(values);
            texts.Add(Text(parts));
            vision.Add(Cut(parts[1], parts.ElementAtOrDefault(4)));
            audio.Add(Cut(parts[2], parts.ElementAtOrDefault(5)));
        }
        PickleDictionary made = PickleDictionary.Of(
            ("raw_text", texts), ("audio", audio), ("vision", vision), ("id", ids),
            ("regression_labels", NdArray.Of(labels.Select(l => l.FirstOrDefault(float.NaN)).ToArray(), ids.Count)));
        if (labels.Count > 0 && labels[0].Length == 1 + MmsaReader.DefaultEmotions.Count)
            made.TrySet("emotion_labels", NdArray.Of(labels.SelectMany(l => l.Skip(1)).ToArray(), ids.Count, labels[0].Length - 1));
        return made;
    }

    static (object?[] Parts, object? Labels, object? Id)? Segment(object? value) =>
        Items(value) is [var features, var labels, var id] && Items(features) is { Length: >= 3 } parts
            ? (parts, labels, id) : null;

    // The actual words where the file has them, else the words if these are texts.
    static string Text(object?[] parts) =>
        MmsaValues.TryTexts(parts.ElementAtOrDefault(3), out string[] words, out _)
        || MmsaValues.TryTexts(parts[0], out words, out _)
            ? string.Join(' ', words)
            : "";

    static object? Cut(object? features, object? length)
    {
        if (features is not NdArray { IsNumeric: true, Shape: [var steps, _] } array) return features;
        int kept = length is long n && n > 0 && n < steps ? (int)n : steps;
        return kept == steps ? array : array.Head(kept);
    }

    static object?[]? Items(object? value) => value switch
    {
        object?[] tuple => tuple,
        List<object?> list => [.. list.Take(8)],
        _ => null,
    };
}
