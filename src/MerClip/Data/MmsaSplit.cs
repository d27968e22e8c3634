using MerClip.Data.Pickle;

namespace MerClip.Data;

/// <summary>One split of a file in MMSA's layout (see <see cref="MmsaReader"/>).</summary>
sealed class MmsaSplit
{
    readonly PickleDictionary root;
    readonly PickleDictionary entries;
    readonly string file;
    readonly string[] ids;

    public MmsaSplit(PickleDictionary root, Split split, string file)
    {
        this.root = root;
        this.file = file;
        Name = split.ToString().ToLowerInvariant();
        if (!root.TryGetValue(Name, out object? value))
            throw new InputException($"{file}: has no '{Name}' split (it has: {Listed(root)}); "
                + "give a file in MMSA's layout, with train, valid and test");
        entries = value as PickleDictionary
            ?? throw new InputException($"{file}: '{Name}' is no dictionary; give a file in MMSA's layout");
        ids = Texts("id", entries) ?? throw Error("id", "is missing",
            $"every utterance needs one (the split has: {Listed(entries)})");
    }

    /// <summary>How the file calls the split.</summary>
    public string Name { get; }

    /// <summary>The names of the emotions; null if the split has no emotion labels.</summary>
    public IReadOnlyList<string>? EmotionNames { get; private set; }

    public InputException Error(string key, string what, string toDo) => new($"{file}: {Name}['{key}'] {what}; {toDo}");

    public IReadOnlyList<Utterance> Utterances()
    {
        string[] texts = Texts("raw_text") ?? [];
        string[] annotations = Texts("annotations") ?? [];
        float[] sentiments = Sentiments();
        float[][] emotions = Emotions();
        float[][] times = Times();
        Dictionary<Modality, FeatureSequence>[] features = [.. ids.Select(_ => new Dictionary<Modality, FeatureSequence>())];
        foreach (Modality modality in Enum.GetValues<Modality>()) AddFeatures(modality, features);
        return [.. ids.Select((id, i) => new Utterance
        {
            Id = id,
            Time = times.ElementAtOrDefault(i) is [var start, var end] && float.IsFinite(start) && float.IsFinite(end) ? (start, end) : null,
            Text = texts.ElementAtOrDefault(i) ?? "",
            Annotation = annotations.ElementAtOrDefault(i),
            Sentiment = sentiments.Length == 0 ? float.NaN : sentiments[i],
            Emotions = emotions.ElementAtOrDefault(i),
            Features = features[i],
        })];
    }

    static string Listed(PickleDictionary dictionary) =>
        InputException.Shown(string.Join(", ", dictionary.Names.Take(12)));

    void AddFeatures(Modality modality, Dictionary<Modality, FeatureSequence>[] features)
    {
        string key = modality.ToString().ToLowerInvariant();
        if (Find(key) is not { } value) return;
        if (MmsaValues.Sequences(value) is { } sequences)
        {
            AddSequences(key, modality, sequences, features);
            return;
        }
        if (value is not NdArray { IsNumeric: true } array || array.Shape.Count is not (2 or 3))
            throw Error(key, $"is {MmsaValues.Described(value)}",
                "features must be a numeric array (N, steps, width) or (N, width), or a list of N arrays (steps, width)");
        CheckCount(key, array.Shape[0]);
        if (array.Count > 0) Add(key, modality, new FeatureRows(array), features);
    }

    // What is cut off an array of all is cut off each one's own array too: files pad the one as the other.
    void AddSequences(string key, Modality modality, IReadOnlyList<NdArray?> sequences,
        Dictionary<Modality, FeatureSequence>[] features)
    {
        CheckCount(key, sequences.Count);
        FeatureRows rows = new(sequences);
        for (int i = 0; i < sequences.Count; i++)
            if (sequences[i] is { Count: > 0 } array && array.Shape[^1] != rows.Width)
                throw Error(key, $"has {array} as entry {i}, where others have {rows.Width} features a step", "use one width for all");
        Add(key, modality, rows, features);
    }

    void Add(string key, Modality modality, FeatureRows sequences, Dictionary<Modality, FeatureSequence>[] features)
    {
        long[]? lengths = Lengths($"{key}_lengths");
        for (int i = 0; i < ids.Length; i++)
        {
            Memory<float> rows = sequences.Rows(i);
            if (rows.IsEmpty) continue;
            FeatureRows.ZeroNonFinite(rows.Span);
            SequenceBounds bounds = sequences.Bounds(rows.Span, lengths?[i]);
            if (bounds.Steps > 0) features[i][modality] = sequences.Sequence(i, rows, bounds);
        }
    }

    float[] Sentiments() => Numbers("regression_labels", out int width) is { } values
        ? OneEach("regression_labels", values, width)
        : [];

    float[][] Emotions()
    {
        const string Key = "emotion_labels";
        if (Numbers(Key, out int width) is not { } values) return [];
        EmotionNames = Texts("emotion_names", entries) ?? Texts("emotion_names", root) ?? MmsaReader.DefaultEmotions;
        if (EmotionNames.Count != width)
            throw Error(Key, $"has {width} columns for {EmotionNames.Count} emotions",
                "give emotion_names one name a column");
        return [.. values.Chunk(Math.Max(1, width))];
    }

    float[][] Times() => Numbers("clip_times", out int width) is { } values ? [.. values.Chunk(Math.Max(1, width))] : [];

    // Lengths stay far below 2^24, up to where single precision counts exactly; a length beyond is wrong anyway.
    long[]? Lengths(string key) => Numbers(key, out int width) is { } values
        ? Array.ConvertAll(OneEach(key, values, width), v => (long)v)
        : null;

    float[] OneEach(string key, float[] values, int width) => width == 1
        ? values
        : throw Error(key, $"is {MmsaValues.Described(Find(key))}", "one number for each utterance is needed");

    float[]? Numbers(string key, out int width)
    {
        width = 0;
        if (Find(key) is not { } value) return null;
        if (!MmsaValues.TryNumbers(value, out float[] numbers, out int count, out width, out string otherwise))
            throw Error(key, otherwise, "a NumPy array of numbers is needed");
        CheckCount(key, count);
        return numbers;
    }

    string[]? Texts(string key)
    {
        string[]? texts = Texts(key, entries);
        if (texts is not null) CheckCount(key, texts.Length);
        return texts;
    }

    string[]? Texts(string key, PickleDictionary dictionary)
    {
        if (!dictionary.TryGetValue(key, out object? value) || value is null) return null;
        return MmsaValues.TryTexts(value, out string[] texts, out string otherwise)
            ? texts
            : throw Error(key, otherwise, "an array or a list of texts is needed");
    }

    object? Find(string key) => entries.GetValueOrDefault(key);

    void CheckCount(string key, int count)
    {
        if (count != ids.Length)
            throw Error(key, $"has {count:N0} entries for {ids.Length:N0} ids",
                "every array of a split needs one an utterance");
    }
}
