using MerClip.Data;
using MerClip.Explain;

namespace MerClip.Tests.Explain;

/// <summary>A made-up explanation, for what shows one.</summary>
static class Explained
{
    public static Explanation Of(string id, string text, params string[] labels)
    {
        StepSpan[] words = [.. text.Split(' ').Select((w, i) => new StepSpan(Modality.Text, w, i, 1))];
        StepSpan[] sound = [new(Modality.Audio, "0.00–0.16 s", 0, 1, 0, 0.16), new(Modality.Audio, "0.16–0.32 s", 1, 1, 0.16, 0.32)];
        IReadOnlyList<IReadOnlyList<double>> Even(int steps) =>
            [.. labels.Select(_ => (IReadOnlyList<double>)[.. Enumerable.Repeat(1.0 / steps, steps)])];
        return new Explanation
        {
            Id = id, Text = text, Truth = "1", Prediction = "0.75", Seed = 0, Quantity = "score",
            Probabilities = new OrderedDictionary<string, double>(labels.Select(l => KeyValuePair.Create(l, 1.0 / labels.Length))),
            Shapley = new ModalityShapley(0.25, 0.75, new OrderedDictionary<Modality, double> { [Modality.Text] = 0.75, [Modality.Audio] = -0.25 }),
            Steps = [.. words.Select((w, i) => new StepEffect(w, i == 1 ? -0.5 : 0.125 * i, 0.25)), new(sound[0], 0.125, 0.5), new(sound[1], -0.25, 0)],
            Attention = [new(Modality.Text, 1, words, Even(words.Length)), new(Modality.Audio, 1, sound, Even(2))],
            NearestLabels = [.. labels.Select((l, i) => new LabelNeighbour(l, 0.9 - 0.1 * i))],
            NearestUtterances = [new("train0$_$0", "a like one <i>", "1", 0.98), new("train0$_$1", "another", null, 0.9)],
        };
    }
}
