using System.Globalization;
using MerClip.Data;
using MerClip.Runs;

namespace MerClip.Explain;

/// <summary>What the steps of an utterance are, for people.</summary>
static class StepNames
{
    /// <summary>The steps of all modalities that an example has, in the order of the model.</summary>
    public static IReadOnlyList<StepSpan> Of(Example example, IReadOnlyList<Modality> order, RunEncoders encoders) =>
        [.. order.Where(example.Inputs.ContainsKey).SelectMany(m => Of(example, m, encoders))];

    static IEnumerable<StepSpan> Of(Example example, Modality modality, RunEncoders encoders)
    {
        int steps = example.Inputs[modality].Steps;
        if (modality == Modality.Text && encoders.Text is { } text) return Words(text.Words(example.Utterance.Text));
        if (encoders.Media.TryGetValue(modality, out var media))
            return media.Times(example.Utterance, steps) is { } times
                ? times.Select((t, i) => new StepSpan(modality, Seconds(t, modality), i, 1, t.From, t.To))
                : Numbered(modality, modality == Modality.Vision ? "frame" : "step", steps);
        // Features of the data do not say what they are of. As many as there are words are taken for words.
        string[] words = example.Utterance.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == steps
            ? words.Select((word, i) => new StepSpan(modality, word, i, 1))
            : Numbered(modality, "step", steps);
    }

    static IEnumerable<StepSpan> Words(IReadOnlyList<(string Word, int Steps)> words)
    {
        int first = 0;
        foreach (var (word, steps) in words)
        {
            yield return new StepSpan(Modality.Text, word, first, steps);
            first += steps;
        }
    }

    static IEnumerable<StepSpan> Numbered(Modality modality, string what, int steps) =>
        Enumerable.Range(0, steps).Select(i => new StepSpan(modality, $"{what} {i + 1}", i, 1));

    static string Seconds((double From, double To) time, Modality modality) => modality == Modality.Vision
        ? string.Create(CultureInfo.InvariantCulture, $"frame at {time.From:F2} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.From:F2}–{time.To:F2} s");
}
