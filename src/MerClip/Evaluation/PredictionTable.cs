using MerClip.Data;
using MerClip.Labels;

namespace MerClip.Evaluation;

/// <summary>The predictions of a model for every utterance, in file order: what every metric is computed from, and what
/// predictions.csv holds.</summary>
public sealed class PredictionTable
{
    readonly Dictionary<string, int> places = [];
    readonly List<PredictionRow> rows = [];
    readonly HashSet<(Split, string)> ids = [];

    /// <summary>Makes a table without rows.</summary>
    /// <param name="kind">What the truth and prediction cells of the rows hold.</param>
    /// <param name="labels">The labels that rows have probabilities of, all different and without <c>|</c>. May be empty
    /// for <see cref="LabelKind.Ordinal"/> only.</param>
    /// <exception cref="ArgumentException">The labels are not like that.</exception>
    public PredictionTable(LabelKind kind, IReadOnlyList<string> labels)
    {
        Kind = kind;
        Labels = labels;
        if (labels.Count == 0 && kind != LabelKind.Ordinal) throw new ArgumentException("there are no labels");
        foreach (string label in labels)
            if (label.Length == 0 || label.Contains(PredictionCell.Separator) || !places.TryAdd(label, places.Count))
                throw new ArgumentException(
                    $"the label '{label}' is empty, there twice, or has a {PredictionCell.Separator}");
    }

    /// <summary>What the cells hold.</summary>
    public LabelKind Kind { get; }

    /// <summary>The labels that each row has probabilities of, in order.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>All rows, in file order.</summary>
    public IReadOnlyList<PredictionRow> Rows => rows;

    /// <summary>The splits that have rows: train, valid, test.</summary>
    public IReadOnlyList<Split> Splits => [.. rows.Select(r => r.Split).Distinct().Order()];

    /// <summary>The rows of a split, in file order.</summary>
    public IReadOnlyList<PredictionRow> this[Split split] => [.. rows.Where(r => r.Split == split)];

    /// <summary>Adds a row at the end.</summary>
    /// <exception cref="ArgumentException">The row does not fit the kind and the labels, or its id is already there in
    /// its split; the message says which.</exception>
    public void Add(PredictionRow row)
    {
        if (Problem(row) is { } problem) throw new ArgumentException(problem);
        rows.Add(row);
    }

    /// <summary>Reads a predictions.csv.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What its truth and prediction columns hold, which the file does not say.</param>
    /// <exception cref="InputException">There is no such file, or something in it is wrong; the message names the
    /// line.</exception>
    public static PredictionTable Read(string path, LabelKind kind) => PredictionCsv.Read(path, kind);

    /// <summary>Writes a predictions.csv: <c>split,id,truth,prediction,p_LABEL…</c>, UTF-8, lines ended by LF, numbers with
    /// all their digits.</summary>
    /// <param name="path">The file; it appears whole or not at all.</param>
    public void Write(string path) => PredictionCsv.Write(path, this);

    /// <summary>Scores the rows of a split.</summary>
    /// <returns>A <see cref="MetricCard"/>, <see cref="ClassCard"/> or <see cref="MultiLabelCard"/>, as the kind is ordinal,
    /// single or multi.</returns>
    public IScoreCard Score(Split split)
    {
        IEnumerable<string> prediction = this[split].Select(r => r.Prediction), truth = this[split].Select(r => r.Truth);
        return Kind switch
        {
            LabelKind.Ordinal => SentimentMetrics.Score(Numbers(prediction), Numbers(truth)),
            LabelKind.Single => ClassMetrics.Score(Classes(prediction), Classes(truth), Labels),
            _ => MultiLabelMetrics.Score(Flags(prediction), Flags(truth), Labels),
        };
    }

    /// <summary>What constant predictions would score on a split.</summary>
    /// <param name="split">The split whose truth they are compared with.</param>
    /// <param name="trainTruth">What is true of the training utterances, written as in the rows: where constants such as
    /// the median come from. May be empty.</param>
    public ConstantFloors Floors(Split split, IEnumerable<string> trainTruth)
    {
        var truth = this[split].Select(r => r.Truth);
        return Kind switch
        {
            LabelKind.Ordinal => ConstantFloors.Sentiment(Numbers(trainTruth), Numbers(truth)),
            LabelKind.Single => ConstantFloors.Single(Classes(trainTruth), Classes(truth), Labels),
            _ => ConstantFloors.MultiLabel(Flags(trainTruth), Flags(truth), Labels),
        };
    }

    /// <summary>What is wrong with a row; null if nothing is.</summary>
    string? Problem(PredictionRow row)
    {
        if (row.Id.Length == 0) return "the id is empty";
        if (row.Probabilities.Count != Labels.Count)
            return $"there are {row.Probabilities.Count} probabilities for {Labels.Count} labels";
        if (!row.Probabilities.All(double.IsFinite)) return "a probability is not a finite number";
        return Problem("truth", row.Truth) ?? Problem("prediction", row.Prediction)
            ?? (ids.Add((row.Split, row.Id)) ? null : $"the id '{row.Id}' is already there in this split");
    }

    string? Problem(string column, string cell) => Kind switch
    {
        LabelKind.Ordinal => PredictionCell.Number(cell) is null ? $"the {column} '{cell}' is not a finite number" : null,
        LabelKind.Single => places.ContainsKey(cell) ? null : $"the {column} '{cell}' is not one of the labels",
        _ => AreLabels(PredictionCell.Labels(cell)) ? null : $"the {column} '{cell}' is not a list of labels",
    };

    bool AreLabels(string[] names) => names.All(places.ContainsKey) && names.Distinct().Count() == names.Length;

    static double[] Numbers(IEnumerable<string> cells) => [.. cells.Select(c => PredictionCell.Number(c)!.Value)];

    int[] Classes(IEnumerable<string> cells) => [.. cells.Select(c => places[c])];

    /// <summary>[rows, labels].</summary>
    bool[,] Flags(IEnumerable<string> cells)
    {
        string[] lists = [.. cells];
        var flags = new bool[lists.Length, Labels.Count];
        for (int i = 0; i < lists.Length; i++)
            foreach (string label in PredictionCell.Labels(lists[i]))
                flags[i, places[label]] = true;
        return flags;
    }
}
