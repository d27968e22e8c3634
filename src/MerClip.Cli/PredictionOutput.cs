using System.Globalization;
using System.Text.Json;
using MerClip.Labels;
using MerClip.Runs;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary>Prints what was predicted of one utterance.</summary>
static class PredictionOutput
{
    /// <summary>Prints bars, or JSON.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="prediction">The prediction as results write it.</param>
    /// <param name="probabilities">The probability of each label.</param>
    /// <param name="more">What else JSON should say, as pairs.</param>
    /// <param name="asJson">Whether to print JSON.</param>
    public static void Print(LabelSet labels, string prediction, IReadOnlyList<float> probabilities,
        IEnumerable<(string Key, object Value)> more, bool asJson)
    {
        if (asJson)
        {
            var json = more.ToDictionary(m => m.Key, m => m.Value);
            json["labels"] = labels.Name;
            json["prediction"] = labels.Kind == LabelKind.Ordinal
                ? double.Parse(prediction, CultureInfo.InvariantCulture)
                : prediction;
            json["probabilities"] = labels.Labels.Zip(probabilities).ToDictionary(p => p.First.Name, p => p.Second);
            Console.WriteLine(JsonSerializer.Serialize(json, ConfigFile.Json));
            return;
        }
        var chart = new BarChart().WithMaxValue(1).UseValueFormatter((p, _) => p.ToString("P0", CultureInfo.InvariantCulture));
        foreach (var (label, probability) in labels.Labels.Zip(probabilities)) chart.AddItem(label.Name, probability, Color.Teal);
        Console.WriteLine(prediction.Length == 0 ? "none" : prediction);
        AnsiConsole.Write(chart);
    }
}
