using MerClip.Data;
using MerClip.Runs;

namespace MerClip.Robustness;

/// <summary>The inputs of a split before anything is done to them.</summary>
public sealed class CleanInputs
{
    readonly Dictionary<Modality, double[]> deviations = [];
    readonly IReadOnlyDictionary<Modality, int> padded;

    /// <summary>Takes the examples of a split.</summary>
    /// <param name="inputs">The split as the models take it.</param>
    /// <param name="split">The split.</param>
    /// <param name="corpus">The whole corpus, all splits: its longest sequences are how far its file was padded.</param>
    public CleanInputs(RunInputs inputs, Split split, Corpus corpus)
    {
        (Examples, Encoders, Order) = (inputs.Examples(split), inputs.Encoders, inputs.Order);
        padded = corpus.All.SelectMany(u => u.Features).GroupBy(f => f.Key, f => f.Value.Steps).ToDictionary(g => g.Key, g => g.Max());
    }

    /// <summary>The examples, in file order.</summary>
    public IReadOnlyList<Example> Examples { get; }

    /// <summary>What they were read with.</summary>
    public RunEncoders Encoders { get; }

    /// <summary>The modalities of the models, in fusion order.</summary>
    public IReadOnlyList<Modality> Order { get; }

    /// <summary>Whether the models read transcripts, and not text features of the data.</summary>
    public bool HasTranscripts => Order.Contains(Modality.Text) && Encoders.Text is not null;

    /// <summary>The words of each transcript.</summary>
    public IReadOnlyList<string[]> Words =>
        [.. Examples.Select(e => e.Utterance.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>How many steps the longest sequence of a modality has: for features of the data over all splits, else over these
    /// examples.</summary>
    public int Longest(Modality modality) => Encoders.Media.ContainsKey(modality) || !padded.TryGetValue(modality, out int steps)
        ? Examples.Max(e => e.Inputs.GetValueOrDefault(modality)?.Steps ?? 0)
        : steps;

    /// <summary>The deviation of each feature of a modality over all steps of the examples, <c>[D]</c>.</summary>
    public double[] Deviations(Modality modality)
    {
        if (deviations.TryGetValue(modality, out double[]? known)) return known;
        FeatureSequence[] sequences = [.. Examples.Select(e => e.Inputs.GetValueOrDefault(modality)).OfType<FeatureSequence>()];
        int width = sequences.Length == 0 ? 0 : sequences[0].Width;
        double[] sum = new double[width], squares = new double[width];
        long steps = sequences.Sum(s => (long)s.Steps);
        float[] buffer = [];
        foreach (var sequence in sequences)
        {
            ReadOnlySpan<float> values = sequence.Read(ref buffer);
            for (int i = 0; i < sequence.Steps * width; i++)
            {
                double x = values[i];
                sum[i % width] += x;
                squares[i % width] += x * x;
            }
        }
        return deviations[modality] =
            [.. sum.Zip(squares, (s, q) => Math.Sqrt(Math.Max(0, q / steps - s / steps * (s / steps))))];
    }

    /// <summary>The examples with other transcripts.</summary>
    /// <param name="texts">A transcript each; one that is empty, or in which nothing is known, is a missing modality.</param>
    /// <param name="stop">Stops encoding.</param>
    internal IReadOnlyList<Example> WithTexts(IReadOnlyList<string> texts, CancellationToken stop)
    {
        var encoded = Encoders.EncodeAnew(texts, stop);
        return [.. Examples.Select((e, i) => With(e, Modality.Text, encoded[i]))];
    }

    /// <summary>An example with another input; null leaves the modality out.</summary>
    internal static Example With(Example example, Modality modality, FeatureSequence? sequence)
    {
        var inputs = example.Inputs.Where(i => i.Key != modality).ToDictionary(i => i.Key, i => i.Value);
        if (sequence is not null) inputs[modality] = sequence;
        return example with { Inputs = inputs };
    }
}
