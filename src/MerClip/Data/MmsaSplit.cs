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
        ids = Texts("id") ?? throw Error("id", "is missing", $"every utterance needs one (the split has: {Listed(entries)})");
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
        Dictionary<Modality, FeatureSequence>[] features = [.. ids.Select(_ => new Dictionary<Modality, FeatureSequence>())];
        foreach (Modality modality in Enum.GetValues<Modality>()) AddFeatures(modality, features);
        return [.. ids.Select((id, i) => new Utterance
        {
            Id = id,
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
        if (value is not NdArray { IsNumeric: true } array || array.Shape.Count is not (2 or 3))
            throw Error(key, $"is {Described(value)}", "features must be a numeric array (N, steps, width) or (N, width)");
        CheckCount(key, array.Shape[0]);
        int steps = array.Shape.Count == 3 ? array.Shape[1] : 1;
        int width = array.Shape[^1];
        if (array.Count == 0) return;
        float[] values = array.ToSingles();
        ZeroNonFinite(values);
        long[]? lengths = Lengths($"{key}_lengths");
        for (int i = 0; i < ids.Length; i++)
        {
            ReadOnlyMemory<float> rows = values.AsMemory(i * steps * width, steps * width);
            SequenceBounds bounds = SequenceBounds.Find(rows.Span, steps, lengths?[i]);
            if (bounds.Steps == 0) continue;
            features[i][modality] =
                new FeatureSequence(rows.Slice(bounds.Start * width, bounds.Steps * width), bounds.Steps, width);
        }
    }

    static void ZeroNonFinite(float[] values)
    {
        foreach (ref float value in values.AsSpan())
            if (!float.IsFinite(value)) value = 0;
    }

    float[] Sentiments()
    {
        const string Key = "regression_labels";
        if (Find(Key) is not { } value) return [];
        (float[] values, int count, int width) = Numbers(Key, value);
        if (width != 1) throw Error(Key, $"is {Described(value)}", "one number for each utterance is needed");
        CheckCount(Key, count);
        return values;
    }

    float[][] Emotions()
    {
        const string Key = "emotion_labels";
        if (Find(Key) is not { } value) return [];
        (float[] values, int count, int width) = Numbers(Key, value);
        CheckCount(Key, count);
        EmotionNames = Texts("emotion_names", entries) ?? Texts("emotion_names", root) ?? MmsaReader.DefaultEmotions;
        if (EmotionNames.Count != width)
            throw Error(Key, $"has {width} columns for {EmotionNames.Count} emotions", "give emotion_names one name a column");
        return width == 0 ? [] : [.. values.Chunk(width)];
    }

    long[]? Lengths(string key)
    {
        if (Find(key) is not { } value) return null;
        (float[] values, int count, int width) = Numbers(key, value);
        if (width != 1) throw Error(key, $"is {Described(value)}", "one length for each utterance is needed");
        CheckCount(key, count);
        // Lengths stay far below 2^24, up to where single precision counts exactly; a length beyond is wrong anyway.
        return Array.ConvertAll(values, v => (long)v);
    }

    /// <summary>Numbers of an array or a list, and how many there are for each of the <c>Count</c> entries.</summary>
    (float[] Values, int Count, int Width) Numbers(string key, object value)
    {
        if (value is List<object?> list)
        {
            float[] numbers = [.. list.Select(v => v switch
            {
                long number => number,
                double number => (float)number,
                NdArray { Count: 1, IsNumeric: true } one => one.ToSingles()[0],
                _ => throw Error(key, "is a list that holds more than numbers", "give it as a NumPy array of numbers"),
            })];
            return (numbers, numbers.Length, 1);
        }
        if (value is not NdArray { IsNumeric: true } array || array.Shape.Count == 0)
            throw Error(key, $"is {Described(value)}", "an array of numbers is needed");
        return (array.ToSingles(), array.Shape[0], array.Shape.Skip(1).Aggregate(1, (width, size) => width * size));
    }

    string[]? Texts(string key)
    {
        string[]? texts = Texts(key, entries);
        if (texts is not null && ids is not null) CheckCount(key, texts.Length);
        return texts;
    }

    string[]? Texts(string key, PickleDictionary dictionary)
    {
        if (!dictionary.TryGetValue(key, out object? value) || value is null) return null;
        IEnumerable<object?>? items = value switch
        {
            List<object?> list => list,
            object?[] tuple => tuple,
            NdArray { IsNumeric: false } array when array.Count == array.Shape.FirstOrDefault() => array.Data.Cast<object?>(),
            _ => null,
        };
        if (items is null) throw Error(key, $"is {Described(value)}", "an array or a list of texts is needed");
        return [.. items.Select((item, i) => PickleText.AsString(item)
            ?? throw Error(key, $"entry {i} is no text", "an array or a list of texts is needed"))];
    }

    object? Find(string key) => entries.TryGetValue(key, out object? value) ? value : null;

    void CheckCount(string key, int count)
    {
        if (count != ids.Length)
            throw Error(key, $"has {count:N0} entries for {ids.Length:N0} ids", "every array of a split needs one an utterance");
    }

    static string Described(object? value) => value switch
    {
        NdArray array => array.ToString(),
        null => "None",
        List<object?> list => $"a list of {list.Count:N0}",
        PickleDictionary => "a dictionary",
        string => "a text",
        _ => "no array",
    };
}
