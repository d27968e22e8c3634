using MerClip.Data.Pickle;

namespace MerClip.Data.Formats.Layouts;

/// <summary>The layout of TAILOR and CARAT (<c>train_valid_test.pt</c>): emotions as sequences of tokens.</summary>
/// <remarks>A split has <c>src-text</c>, <c>src-audio</c>, <c>src-visual</c>, arrays (N,T,D) or N of (T,D), and <c>tgt</c>: for
/// each utterance the ids 2, its emotions, 3. <c>dict</c>'s <c>tgt</c> says which emotion an id is; 0 to 3 are control tokens.
/// Sources: TAILOR's and CARAT's <c>dataloaders</c> (commits d61121b, 3210086).</remarks>
sealed class TailorLayout : ICorpusLayout
{
    const int FirstEmotion = 4;

    static readonly (string From, string To)[] Features =
        [("src-text", "text"), ("src-audio", "audio"), ("src-visual", "vision"), ("src-vision", "vision")];

    public string Name => "TAILOR";

    public bool Fits(PickleDictionary root) => SplitNames.In(root).Any()
        && SplitNames.In(root).All(s => s.Value is PickleDictionary split && split.TryGetValue("tgt", out _)
            && Features.Any(f => split.TryGetValue(f.From, out _)));

    public PickleDictionary ToMmsa(PickleDictionary root, string file)
    {
        string[] emotions = Emotions(root);
        return PickleDictionary.Of(SplitNames.In(root)
            .Select(s => (s.Name, (object?)Split(s.Name, (PickleDictionary)s.Value!, emotions, file)))
            .Append(("emotion_names", emotions.ToList<object?>())));
    }

    static PickleDictionary Split(string name, PickleDictionary split, string[] emotions, string file)
    {
        int[][] targets = Rows(split["tgt"])
            ?? throw new InputException($"{file}: {name}['tgt'] is {MmsaValues.Described(split["tgt"])}; "
                + "TAILOR's is a list of lists of token ids");
        float[] labels = new float[targets.Length * emotions.Length];
        for (int i = 0; i < targets.Length; i++)
            foreach (int token in targets[i].Where(t => t >= FirstEmotion))
                labels[i * emotions.Length + (token - FirstEmotion < emotions.Length ? token - FirstEmotion
                    : throw new InputException($"{file}: {name}['tgt'] has the token {token} as entry {i}, which is no emotion; "
                        + "give the file the dictionary of its tokens, or make it again"))] = 1;
        PickleDictionary made = PickleDictionary.Of(
            ("id", Enumerable.Range(0, targets.Length).Select(i => (object?)ClipId.ForRow(name, i)).ToList()),
            ("emotion_labels", NdArray.Of(labels, targets.Length, emotions.Length)));
        foreach ((string from, string to) in Features)
            if (split.TryGetValue(from, out object? values)) made.TrySet(to, NumberLists.ToArrays(values));
        return made;
    }

    static string[] Emotions(PickleDictionary root)
    {
        if (root.GetValueOrDefault("dict") is not PickleDictionary dictionaries
            || dictionaries.GetValueOrDefault("tgt") is not PickleDictionary tokens)
            return [.. MmsaReader.DefaultEmotions];
        string[] named = [.. tokens.Where(t => t is { Key: string, Value: long and >= FirstEmotion })
            .OrderBy(t => (long)t.Value!).Select(t => (string)t.Key)];
        return named.Length > 0 ? named : [.. MmsaReader.DefaultEmotions];
    }

    static int[][]? Rows(object? value)
    {
        if (value is NdArray { IsNumeric: true, Shape: [_, var width] } array)
            return [.. array.ToSingles().Chunk(Math.Max(1, width)).Select(r => Array.ConvertAll(r, v => (int)v))];
        IReadOnlyList<object?>? items = value as IReadOnlyList<object?> ?? (value as NdArray)?.Objects;
        int[]?[]? rows = items?.Select(Row).ToArray();
        return rows is null || rows.Contains(null) ? null : [.. rows.OfType<int[]>()];
    }

    static int[]? Row(object? value) =>
        MmsaValues.TryNumbers(value, out float[] numbers, out _, out _, out _) ? Array.ConvertAll(numbers, v => (int)v) : null;
}
