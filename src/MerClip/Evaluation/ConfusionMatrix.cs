namespace MerClip.Evaluation;

/// <summary>Counts of true against predicted classes, and the measures that follow from them.</summary>
/// <param name="classes">How many classes there are.</param>
sealed class ConfusionMatrix(int classes)
{
    readonly int[,] counts = new int[classes, classes];

    /// <summary>How many pairs were counted.</summary>
    public int N { get; private set; }

    /// <summary>How often <paramref name="truth"/> was predicted as <paramref name="prediction"/>.</summary>
    public int this[int truth, int prediction] => counts[truth, prediction];

    /// <summary>Counts one pair.</summary>
    public void Add(int truth, int prediction)
    {
        counts[truth, prediction]++;
        N++;
    }

    /// <summary>Counts one pair of two classes, false being class 0 and true class 1.</summary>
    public void Add(bool truth, bool prediction) => Add(truth ? 1 : 0, prediction ? 1 : 0);

    /// <summary>How often a class is true.</summary>
    public int Support(int label) => Enumerable.Range(0, classes).Sum(prediction => counts[label, prediction]);

    /// <summary>How often a class is predicted.</summary>
    public int Predicted(int label) => Enumerable.Range(0, classes).Sum(truth => counts[truth, label]);

    /// <summary>Fraction predicted right; NaN if nothing was counted.</summary>
    public double Accuracy => Enumerable.Range(0, classes).Sum(c => counts[c, c]) / (double)N;

    /// <summary>How good the predictions of one class are.</summary>
    public LabelScore Score(int label) => LabelScore.Of(counts[label, label], Predicted(label), Support(label));

    /// <summary>Mean of the classes' F1, weighted by how often each is true; NaN if nothing was counted.</summary>
    public double WeightedF1 => Enumerable.Range(0, classes).Sum(c => Support(c) / (double)N * Score(c).F1);

    /// <summary>Mean of the F1 of the classes that occur in truth or prediction; NaN if nothing was counted.</summary>
    public double MacroF1 => Enumerable.Range(0, classes)
        .Where(c => Support(c) + Predicted(c) > 0)
        .Select(c => Score(c).F1)
        .DefaultIfEmpty(double.NaN)
        .Average();
}
