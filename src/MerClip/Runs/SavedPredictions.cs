using System.Globalization;
using MerClip.Evaluation;
using MerClip.Labels;

namespace MerClip.Runs;

/// <summary>The predictions in a folder that <c>merclip train</c> or <c>merclip evaluate --out</c> wrote.</summary>
/// <param name="Labels">The label set that was predicted.</param>
/// <param name="Tables">The predictions of each seed that is done.</param>
public sealed record SavedPredictions(LabelSet Labels, IReadOnlyDictionary<int, PredictionTable> Tables)
{
    const string SeedPrefix = "seed-";

    /// <summary>Reads a folder.</summary>
    /// <exception cref="InputException">There are no predictions in it, or they are broken.</exception>
    public static SavedPredictions Read(string path)
    {
        var folder = new RunFolder(path);
        if (!File.Exists(folder.Labels))
            throw new InputException($"{path} holds no predictions (no labels.json): give a folder of merclip train or evaluate --out");
        var labels = LabelSet.Load(folder.Labels);
        int[] seeds = [.. Directory.GetDirectories(path, SeedPrefix + "*")
            .Select(d => int.TryParse(Path.GetFileName(d)[SeedPrefix.Length..], CultureInfo.InvariantCulture, out int seed) ? seed : -1)
            .Where(s => s >= 0 && File.Exists(folder.Metrics(s)))
            .Order()];
        return seeds.Length == 0
            ? throw new InputException($"{path}: no seed is trained to its end: go on with merclip train --resume {path}")
            : new SavedPredictions(labels, seeds.ToDictionary(s => s, s => PredictionTable.Read(folder.Predictions(s), labels.Kind)));
    }
}
