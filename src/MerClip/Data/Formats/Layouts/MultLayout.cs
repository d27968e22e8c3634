using System.Globalization;
using MerClip.Data.Pickle;

namespace MerClip.Data.Formats.Layouts;

/// <summary>The layout of MulT's pickles (<c>mosi_data.pkl</c>, <c>mosei_senti_data_noalign.pkl</c>, <c>iemocap_data.pkl</c>),
/// which MultiBench took over.</summary>
/// <remarks>A split has <c>text</c>, <c>audio</c>, <c>vision</c> (N,T,D), zero-padded on the left, and <c>labels</c>: (N,1,1)
/// sentiment, or for IEMOCAP (N,4,2), each emotion as a pair (no, yes). <c>id</c>: MOSI (N,3) bytes, <c>VIDEO_CLIP</c>, start
/// and end in seconds; MOSEI (N,3) texts, video, start and end; IEMOCAP none. Source: MulT's <c>src/dataset.py</c> and
/// <c>src/eval_metrics.py</c> (the order of IEMOCAP's emotions), commit a670936.</remarks>
sealed class MultLayout : ICorpusLayout
{
    static readonly string[] IemocapEmotions = ["neutral", "happy", "sad", "angry"];

    public string Name => "MulT";

    public bool Fits(PickleDictionary root) => SplitNames.In(root).Any()
        && SplitNames.In(root).All(s => s.Value is PickleDictionary split
            && split.TryGetValue("labels", out object? labels) && labels is NdArray
            && !split.TryGetValue("regression_labels", out _));

    public PickleDictionary ToMmsa(PickleDictionary root, string file) => PickleDictionary.Of(
        SplitNames.In(root).Select(s => (s.Name, (object?)Split(s.Name, (PickleDictionary)s.Value!, file))));

    static PickleDictionary Split(string name, PickleDictionary split, string file)
    {
        NdArray labels = (NdArray)split["labels"]!;
        int count = labels.Shape.FirstOrDefault();
        PickleDictionary made = PickleDictionary.Of(
            ("id", split.GetValueOrDefault("id") is { } ids
                ? Ids(ids) ?? throw new InputException($"{file}: {name}['id'] is {MmsaValues.Described(ids)}; "
                    + "MulT's ids are an array (N,·) of texts")
                : Enumerable.Range(0, count).Select(i => (object?)ClipId.ForRow(name, i)).ToList()));
        if (split.GetValueOrDefault("id") is NdArray { Shape: [_, 3, ..] } table) made.TrySet("clip_times", Times(table));
        foreach ((object key, object? value) in split)
            if (key is not ("id" or "labels")) made.TrySet(key, value);
        if (labels is { IsNumeric: true, Shape: [_, _, 2] })
        {
            made.TrySet("emotion_labels", Emotions(labels));
            if (labels.Shape[1] == IemocapEmotions.Length) made.TrySet("emotion_names", IemocapEmotions.ToList<object?>());
        }
        else made.TrySet("regression_labels", labels);
        return made;
    }

    static NdArray Emotions(NdArray pairs)
    {
        float[] values = pairs.ToSingles();
        return NdArray.Of(values.Chunk(2).Select(p => p[1] > p[0] ? 1f : 0f).ToArray(), pairs.Shape[0], pairs.Shape[1]);
    }

    static List<object?>? Ids(object ids)
    {
        if (MmsaValues.TryTexts(ids, out string[] texts, out _)) return [.. texts.Select(ClipId.Of)];
        if (ids is not NdArray { Shape: [_, ..] } array) return null;
        string[][] rows = Rows(array);
        // MOSI's first column names the clip; MOSEI's names the video, and the times tell its clips apart.
        bool clips = rows.Select(r => r[0]).Distinct().Count() == rows.Length;
        return [.. rows.Select(r => clips || r is not [var video, var start, var end] ? ClipId.Of(r[0]) : $"{video}$_${start}-{end}")];
    }

    static NdArray Times(NdArray ids) => NdArray.Of(Rows(ids).SelectMany(r => new[] { Seconds(r[1]), Seconds(r[2]) }).ToArray(), ids.Shape[0], 2);

    static float Seconds(string cell) =>
        float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out float seconds) ? seconds : float.NaN;

    static string[][] Rows(NdArray ids)
    {
        int columns = ids.Shape[0] == 0 ? 1 : ids.Count / ids.Shape[0];
        return [.. ids.Data.Cast<object?>().Select(v => PickleText.AsString(v)
            ?? (v as IFormattable)?.ToString(null, CultureInfo.InvariantCulture) ?? "").Chunk(Math.Max(1, columns))];
    }
}
